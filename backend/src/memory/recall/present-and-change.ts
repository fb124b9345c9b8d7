import { languageOf } from '../../embeddings/index.js';
import { isQuestion } from './question.js';

/** How people ask for how things are now, in English. */
const PRESENT =
  /\b(?:is|are|am|do|does|have|has|should|must|current\w*|now|latest|newest|how (?:many|much|old|often))\b|\b(?:what|who|where|when|which|how)['’]s\b/i;
/** How they ask for what was, for a course of events, for advice or for a sum of several things. */
const OTHERWISE =
  /\b(?:did|was|were|history|in (?:what|which) order|the order|first time|happen\w* first|previous\w*|originally|initially|used to|between|over time|progress\w*|develop\w* (?:over|through)|evolv\w*|summar\w*|how (?:long (?:did|has|have|ago|until|will|would)|should|can|would)|ago|steps?|suggest\w*|recommend\w*|improve[ds]?|change[ds]?|across|difference|can you|could you|walk me|list)\b/i;

/** The same in the other languages that we tell: there a question is of the present unless it has one of these. */
const OTHERWISE_ELSEWHERE = new RegExp(
  [
    // German: the past tenses, and what was before.
    String.raw`(?<!\p{L})(?:war(?:en|st|t)?|hatte\p{L}*|wurde\p{L}*|(?:habe|hast|hat|haben|habt|bin|bist) .{1,60}ge\p{L}+(?:t|en)|früher|zuerst|damals|ursprünglich|gestern|vorher|bisher|zwischen|zusammen\p{L}*|liste|reihenfolge|unterschied)(?!\p{L})`,
    // French, Spanish, Italian, Portuguese.
    String.raw`(?<!\p{L})(?:étai\p{L}+|avai\p{L}+|fut|ai-je|as-tu|a-t-\p{L}+|avons-nous|avez-vous|ont-ils|suis-je|sommes-nous|avant|hier|derni[eè]re?s?|entre|ordre|liste|résum\p{L}*)(?!\p{L})`,
    String.raw`(?<!\p{L})(?:era|eran|fue|fueron|hab[ií]a\p{L}*|ten[ií]a\p{L}*|estaba\p{L}*|\p{L}+(?:aste|iste|aron|ieron|ó|ábamos)|ayer|pasad[oa]s?|antes|entre|orden|lista|resum\p{L}*)(?!\p{L})`,
    String.raw`(?<!\p{L})(?:ero|eri|erano|aveva\p{L}*|ieri|prima|fra|tra|foi|eram|tinha\p{L}*|ontem|antes|ordem|ordine)(?!\p{L})`,
    // Dutch, Russian.
    String.raw`(?<!\p{L})(?:was|waren|had(?:den)?|werd(?:en)?|heb .{1,60}ge\p{L}+|gisteren|vroeger|eerst)(?!\p{L})`,
    String.raw`\p{L}{2}[аеиоуыяё]л[аои]?с?ь?(?!\p{L})|(?<!\p{L})(?:раньше|сначала|вчера|прошл\p{L}+|между)(?!\p{L})`,
    // Chinese, Japanese.
    '[了过過]|以前|原来|上次|昨天|之前|(?:まし|でし|だっ|かっ|っ|い)た(?:[かのっんけ。?？]|$)|以前|昨日|前は|先週|先月|去年',
  ].join('|'),
  'iu',
);

/**
 * How people say that something is not as it was, or will not stay so. Words of choice and of plans are
 * among them: whoever decides, replaces what was before.
 */
const CHANGE = new RegExp(
  [
    String.raw`\b(?:no longer|not any ?more|any ?more|instead(?: of)?|moved? (?:to|into)|moves to|(?:switch|chang|rais|replac|swapp?|updat|upgrad)(?:ed|es|ing)?|change of (?:plan|mind)|quit|goes (?:up|down) to|(?:went|gone) (?:up|down) to|these days|nowadays|from now on|as of|since then|until now|now|new)\b`,
    String.raw`(?<!\p{L})(?:nicht mehr|kein\p{L}* mehr|inzwischen|mittlerweile|jetzt|neue[rsnm]?|umgezogen|gewechselt|wechsel[nt]|statt|stattdessen|angepasst|erhöht|gesenkt|geändert|ab (?:sofort|jetzt|jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez)\p{L}*)(?!\p{L})`,
    String.raw`(?<!\p{L})(?:ne .{1,20} plus|désormais|maintenant|nouve(?:au|l|lle|aux|lles)|déménag\p{L}+|arrête\p{L}*|pass(?:e|ons|ent|é) (?:à|au|le|la)|dès|au lieu d|change\p{L}*|augment\p{L}+|remplac\p{L}+)(?!\p{L})`,
    String.raw`(?<!\p{L})(?:ya no|ahora|nuev[oa]s?|mudado|cambi\p{L}+|a partir de|en lugar de|en vez de|sub(?:ió|e|imos|ido) a|non .{1,20} più|adesso|d'ora in poi|não .{1,20} mais|agora)(?!\p{L})`,
    String.raw`(?<!\p{L})(?:nu|niet meer|voortaan|nieuwe?|in plaats van|теперь|больше не|уже не|вместо|нов(?:ый|ая|ое|ые|ого|ую)|переех\p{L}+|перех\p{L}+|измен\p{L}+|поменял\p{L}*|с (?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря))(?!\p{L})`,
    '不再|现在|改成|改为|换成|换了|涨到|降到|搬到|今は|もう|変わ|変更|新しい|から.{1,12}に(?:なり|なる|しま|する|変)|になりました|になった',
  ].join('|'),
  'iu',
);

/** Whether a question asks for how something is now; only then a later statement beats an earlier one. */
export function asksForThePresent(question: string): boolean {
  if (languageOf(question) === undefined)
    return PRESENT.test(question) && !OTHERWISE.test(question);
  return isQuestion(question) && !OTHERWISE_ELSEWHERE.test(question);
}

/** Whether a statement says that something is other than it was. */
export const speaksOfChange = (statement: string): boolean => CHANGE.test(statement);
