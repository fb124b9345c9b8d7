/**
 * Words that most sentences have, in the languages that people use here most; sharing one of them
 * says nothing. Words that mean something in another language, such as "die" and "war", are not among them.
 */
export const FREQUENT_WORDS: ReadonlySet<string> = new Set(
  (
    'able about after again all also always am an and any are as ask at be been before being both but ' +
    'by call called came can come could did do does done each else ever every few for from get give ' +
    'goes got had has have having he her here him his how if in into is it its just keep know known ' +
    'let like made make many may me might mine more most much must my no nor not now of off oh ok on ' +
    'once one only or other our out over own please put remember said same say see shall she should ' +
    'so some still such tell than thank that the their them then there these they thing this those ' +
    'to told too until up upon us use very want was we were what when where which while who whom ' +
    'whose why will with without would yes yet you your yours don doesn didn isn wasn aren won ll re ve ' +
    'aber als auch auf aus bei bin bist das dass dem den du ein eine einen er es euch für gibt hab ' +
    'habe hast ich ihr ihre im ist ja kein mein meine meinem meinen meiner mich mir mit nach nein ' +
    'nicht noch nur ob oder sein seine sich sie sind um und uns unser vom von was weißt wenn wer wie ' +
    'wir wo wurde zu zum zur über ' +
    'au aux avec ce ces cette dans de des du elle en et je la le les leur ma mais mes moi mon ne nous ' +
    'ou par pas pour quand que quel quelle qui sa ses son sont suis sur ta te tes tu un une vous ' +
    'al como con cual cuando donde el es esta este ha hay las lo los mi mis muy nos para pero por qué ' +
    'quien se si sin sobre su sus también tengo una uno yo ya'
  ).split(' '),
);
