/** Longer messages have something to say. */
const LONGEST = 60;

/** Words that greet, thank, agree and take leave, without accents. */
const WORDS = new Set(
  (
    'hi hello hey hiya howdy yo greetings good morning afternoon evening night day dear there again everyone all ' +
    'thanks thank thx ty cheers you u so very much a lot for that this the your help great awesome amazing nice cool ' +
    'perfect excellent wonderful brilliant lovely super fine well ok okay k kk yes yeah yep yup sure no nope nah right ' +
    'exactly indeed absolutely definitely alright got it i see understood makes sense sounds works is it s thats its ' +
    'lol haha hahaha wow oh ah hm hmm mhm bye goodbye see later soon tomorrow take care ciao welcome please sorry ' +
    'how are doing what up whats going was really helpful just do be and to me my friend mate bot assistant memocha ' +
    'hallo guten morgen tag abend gute nacht moin servus danke dir ihnen vielen dank sehr schon gut super prima toll ' +
    'klasse passt alles klar ja nein doch genau stimmt verstanden bitte tschuss bis bald spater wie geht es dir ihnen gehts ' +
    'bonjour bonsoir salut coucou merci beaucoup bien parfait genial d accord daccord oui non au revoir a bientot plus tard ' +
    'ca va comment vas tu de rien tres c est ' +
    'hola buenos dias buenas tardes noches gracias muchas mil vale bueno perfecto genial estupendo si no claro adios ' +
    'hasta luego pronto que tal como estas muy por favor de nada ' +
    'ciao buongiorno buonasera salve grazie mille tante prego perfetto bene benissimo si no va arrivederci a presto come stai ' +
    'ola bom dia boa tarde noite obrigado obrigada muito otimo perfeito sim nao tchau ate logo tudo bem ' +
    'hoi goedemorgen goedenavond dag dank je wel bedankt prima mooi ja nee tot ziens straks hoe gaat het ' +
    'привет здравствуйте спасибо большое хорошо отлично да нет пока до свидания ясно понятно как дела ' +
    'привіт дякую добре так ні бувай ' +
    'czesc dzien dobry dziekuje dzieki bardzo tak nie super ok pa ' +
    'merhaba tesekkurler tesekkur ederim tamam evet hayir ' +
    '谢谢 你好 您好 好的 好 再见 早上好 晚安 嗯 是的 ' +
    'ありがとう ありがとうございます こんにちは おはよう おはようございます こんばんは はい いいえ さようなら 了解 ' +
    '안녕 안녕하세요 감사합니다 고마워 고마워요 네 아니요 شكرا مرحبا السلام عليكم نعم لا धन्यवाद नमस्ते'
  ).split(' '),
);

/** One of these is among them: "is it you" is made of such words and no small talk. */
const CLEAR = new Set(
  (
    'hi hello hey hiya howdy yo greetings morning afternoon evening night thanks thank thx ty cheers great awesome amazing ' +
    'nice cool perfect excellent wonderful brilliant lovely super fine ok okay k kk yes yeah yep yup sure no nope nah right ' +
    'exactly indeed absolutely definitely alright got understood sense sounds lol haha hahaha wow oh ah hm hmm mhm bye ' +
    'goodbye later welcome please sorry see helpful how whats ' +
    'hallo guten gute moin servus danke dank prima toll klasse passt klar ja nein genau stimmt verstanden bitte tschuss bis ' +
    'bonjour bonsoir salut coucou merci parfait genial accord daccord oui non revoir bientot rien ca comment ' +
    'hola buenos buenas gracias vale bueno perfecto estupendo si claro adios hasta tal como nada ' +
    'ciao buongiorno buonasera salve grazie prego perfetto bene benissimo arrivederci presto come ' +
    'ola bom boa obrigado obrigada otimo perfeito sim nao tchau logo tudo ' +
    'hoi goedemorgen goedenavond bedankt mooi nee ziens straks hoe ' +
    'привет здравствуйте спасибо хорошо отлично да нет пока свидания ясно понятно как привіт дякую добре так ні бувай ' +
    'czesc dzien dziekuje dzieki tak nie pa merhaba tesekkurler tesekkur tamam evet hayir ' +
    '谢谢 你好 您好 好的 好 再见 早上好 晚安 嗯 是的 ' +
    'ありがとう ありがとうございます こんにちは おはよう おはようございます こんばんは はい いいえ さようなら 了解 ' +
    '안녕 안녕하세요 감사합니다 고마워 고마워요 네 아니요 شكرا مرحبا السلام نعم لا धन्यवाद नमस्ते'
  ).split(' '),
);

/** Whether a message only greets, thanks, agrees or takes leave: nothing that was said speaks to it. */
export function isSmallTalk(text: string): boolean {
  if (text.length > LONGEST) return false;
  const plain = text
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '');
  const words = plain.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return (
    words.length > 0 &&
    words.every((word) => WORDS.has(word.normalize('NFC')) || CLEAR.has(word)) &&
    words.some((word) => CLEAR.has(word))
  );
}
