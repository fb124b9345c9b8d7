/** Words that greet, thank, agree, laugh or take leave by themselves, lower case and without accents. */
export const SAYING_LITTLE: ReadonlySet<string> = new Set(
  (
    'hi hello hey hiya howdy yo greetings morning afternoon evening night goodnight thanks thank thx ty cheers great ' +
    'awesome amazing nice cool perfect excellent wonderful brilliant lovely super fine ok okay k kk yes yeah yep yup ' +
    'sure no nope nah right exactly indeed absolutely definitely alright got gotcha understood sense sounds wow oh ah ' +
    'hm hmm mhm brb afk continue bye goodbye later welcome please sorry see helpful congrats congratulations ' +
    'hallo guten gute gutes moin servus danke dankeschon dank prima toll klasse passt klar ja nein genau stimmt verstanden ' +
    'bitte tschuss tschau bis schonen ' +
    'bonjour bonsoir salut coucou merci parfait genial accord daccord oui non revoir bientot rien bonne ' +
    'hola buenos buenas gracias vale bueno perfecto estupendo si claro adios hasta nada ' +
    'ciao buongiorno buonasera buonanotte salve grazie prego perfetto bene benissimo arrivederci presto ' +
    'ola bom boa obrigado obrigada otimo perfeito sim nao tchau logo ' +
    'hoi goedemorgen goedenavond welterusten bedankt mooi nee ziens straks ' +
    'привет здравствуйте спасибо хорошо отлично да нет пока свидания ясно понятно доброе добрыи спокоинои ' +
    'привіт дякую добре так ні бувай надобраніч ' +
    'czesc dzien dziekuje dzieki dobranoc tak nie pa merhaba tesekkurler tesekkur tamam evet hayir ' +
    'شكرا مرحبا السلام نعم لا धन्यवाद नमस्ते'
  ).split(' '),
);

/** Words that say nothing more beside those; no word that asks is among them. */
export const BESIDE_IT: ReadonlySet<string> = new Set(
  (
    'a an good day dear there again everyone everybody all guys folks both lot lots much many so very really too u you ' +
    'your for that this the help it i is its s thats was makes works just do be have had and to me my friend friends ' +
    'mate bot assistant memocha soon tomorrow tonight then take care rest weekend well of one are am doing up going ' +
    'morgen tag abend nacht abends sehr schon schones schone gut alles auch noch dir ihnen euch allen zusammen vielen ' +
    'tausend doch bald spater dann morgen wochenende woche feierabend schlaf fur die das hilfe ' +
    'beaucoup mille bien au plus tard demain soiree nuit journee tout le monde tous toi vous et a d pour ton aide ' +
    'c est tres de ' +
    'dias tardes noches muchas muchos mil luego pronto manana muy por favor todos todo a y tu ayuda ' +
    'mille tante molto a presto domani tutti notte va ' +
    'dia tarde noite muito ate amanha tudo bem ' +
    'dag dank je wel tot morgen allemaal ' +
    'большое огромное вам тебе всем до завтра встречи утро день вечер ночи очень ' +
    'dobry dobre bardzo wieczor ederim عليكم'
  ).split(' '),
);

/** Formulas of several words, those that ask out of courtesy among them, as they are without accents and signs. */
export const FORMULAS: readonly RegExp[] = [
  /how (?:are|r) (?:you|u|things|we)(?: all| guys| both)?(?: doing| going| feeling| keeping)?(?: today| tonight)?/,
  /how(?: i)?s (?:it|everything|life)(?: going)?(?: today)?|how do you do|whats up|what s up|are you (?:still )?there/,
  /(?:youre|you re|you are) (?:the best|so kind|too kind|a star|a legend|amazing|awesome|great|brilliant|welcome)/,
  /well done|never mind|(?:please )?go (?:on|ahead)|keep going|no (?:problem|worries)|sleep well|sweet dreams|my pleasure/,
  /wie geht(?: e?s)?(?: dir| ihnen| euch)?(?: so| heute)?|wie gehts(?: dir| euch)?|was geht(?: ab)?|alles klar/,
  /du bist (?:der|die) beste|kein problem|schlaf gut|mach s gut|machs gut/,
  /(?:comment )?ca va|comment (?:vas tu|allez vous|tu vas|vous allez)|quoi de neuf|de rien|pas de probleme/,
  /que tal|como (?:estas|esta|estan|te va|va)|de nada|eres (?:el|la) mejor|no hay problema/,
  /come (?:stai|state|va)|tutto bene|di niente|tudo (?:bem|bom)|como vai(?: voce)?|de nada/,
  /hoe gaat het(?: met (?:je|jou|u))?|alles goed|geen probleem/,
  /как (?:ты|вы|дела|жизнь)(?: у (?:тебя|вас))?|не за что|до свидания|спокоинои ночи|добрыи (?:день|вечер)/,
];

/** The same in scripts without spaces, where a message is cut into such pieces. */
export const UNSPACED: readonly string[] = (
  '谢谢 谢 多谢 感谢 你好吗 你好 您好 大家好 好的 好 再见 拜拜 早上好 早安 晚上好 晚安 下午好 嗯 是的 对 行 没问题 辛苦 明白 知道 不客气 ' +
  '謝謝 您好嗎 再見 哈 嘿 嘻 呵 ' +
  'ありがとうございました ありがとうございます ありがとう どうも こんにちは おはようございます おはよう こんばんは はい いいえ うん ' +
  'さようなら 了解です 了解しました 了解 おやすみなさい おやすみ お疲れ様でした お疲れ様です お疲れ様 おつかれ またね また明日 またあした じゃあ ' +
  'すみません ごめんなさい ごめん なるほど わかりました 分かりました お願いします よろしく 元気ですか 笑 ' +
  '안녕하세요 안녕히 안녕 감사합니다 고맙습니다 고마워요 고마워 네 아니요 잘자요 잘자 좋아요 좋아 가세요 주무세요 ㅋ ㅎ'
).split(' ');

/** What such a message may have between and behind its pieces. */
export const PARTICLES = '啦了啊呀吧哦喔的你您们大家很非常太ねよわーです요';
