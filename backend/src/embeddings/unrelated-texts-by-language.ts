/** Questions and statements of one language, each about something else. */
export interface UnrelatedTexts {
  readonly questions: readonly string[];
  readonly statements: readonly string[];
}

/**
 * The same few texts in other languages than English, by ISO 639-1 code. A model that was not made for
 * a language takes all texts in it for alike, or for noise: how alike is told by these.
 */
export const UNRELATED_BY_LANGUAGE = {
  de: {
    questions: [
      'Wann läuft mein Reisepass ab?',
      'Was hat der Tierarzt zum Hinken gesagt?',
      'Welches Instrument spielt meine Nichte?',
      'Wie viel schulde ich dem Zahnarzt noch?',
      'Wie viele Eier kommen in den Mandelkuchen?',
      'Wo liegen die Ersatzsicherungen?',
    ],
    statements: [
      'Unser Chor singt im Herbst das Requiem in der alten Stadthalle.',
      'Ich vertrage keine Meeresfrüchte und nur wenig Kiwi.',
      'Wir haben den Wohnwagen an ein Paar aus Utrecht verkauft.',
      'Der Bienenstock am Ende der Obstwiese ist am Sonntag geschwärmt.',
      'Ich trinke keinen Kaffee mehr und schlafe viel besser.',
      'Die neue Brücke öffnet für Radfahrer früher als für Autos.',
    ],
  },
  fr: {
    questions: [
      'Quand expire mon passeport ?',
      "Qu'a dit le vétérinaire au sujet du boitement ?",
      'De quel instrument joue ma nièce ?',
      'Combien dois-je encore au dentiste ?',
      "Combien d'œufs faut-il pour le gâteau aux amandes ?",
      'Où sont les fusibles de rechange ?',
    ],
    statements: [
      "Notre chœur chante le requiem cet automne dans l'ancienne mairie.",
      'Je suis allergique aux fruits de mer et un peu au kiwi.',
      "Nous avons vendu la caravane à un couple d'Utrecht.",
      'La ruche au fond du verger a essaimé dimanche.',
      "J'ai arrêté le café et je dors beaucoup mieux.",
      'Le nouveau pont ouvre aux cyclistes avant les voitures.',
    ],
  },
  es: {
    questions: [
      '¿Cuándo caduca mi pasaporte?',
      '¿Qué dijo el veterinario sobre la cojera?',
      '¿Qué instrumento toca mi sobrina?',
      '¿Cuánto le debo todavía al dentista?',
      '¿Cuántos huevos lleva la tarta de almendras?',
      '¿Dónde están los fusibles de repuesto?',
    ],
    statements: [
      'Nuestro coro canta el réquiem este otoño en el antiguo ayuntamiento.',
      'Soy alérgica al marisco y un poco al kiwi.',
      'Vendimos la caravana a una pareja de Utrecht.',
      'La colmena del fondo del huerto enjambró el domingo.',
      'Dejé el café y ahora duermo mucho mejor.',
      'El puente nuevo abre a los ciclistas antes que a los coches.',
    ],
  },
  it: {
    questions: [
      'Quando scade il mio passaporto?',
      'Che cosa ha detto il veterinario della zoppia?',
      'Quale strumento suona mia nipote?',
      'Quanto devo ancora al dentista?',
      'Quante uova vanno nella torta di mandorle?',
      'Dove sono i fusibili di ricambio?',
    ],
    statements: [
      'Il nostro coro canta il requiem questo autunno nel vecchio municipio.',
      'Sono allergica ai frutti di mare e un poco al kiwi.',
      'Abbiamo venduto la roulotte a una coppia di Utrecht.',
      'Il nido delle api in fondo al frutteto ha sciamato domenica.',
      'Ho smesso con il caffè e dormo molto meglio.',
      'Il nuovo ponte apre alle biciclette prima che alle auto.',
    ],
  },
  pt: {
    questions: [
      'Quando expira o meu passaporte?',
      'O que disse o veterinário sobre a claudicação?',
      'Que instrumento toca a minha sobrinha?',
      'Quanto ainda devo ao dentista?',
      'Quantos ovos leva o bolo de amêndoa?',
      'Onde estão os fusíveis de reserva?',
    ],
    statements: [
      'O nosso coro canta o requiem este outono na antiga câmara.',
      'Sou alérgica a marisco e um pouco a kiwi.',
      'Vendemos a caravana a um casal de Utrecht.',
      'A colmeia no fundo do pomar enxameou no domingo.',
      'Deixei o café e agora durmo muito melhor.',
      'A nova ponte abre aos ciclistas antes de abrir aos carros.',
    ],
  },
  nl: {
    questions: [
      'Wanneer verloopt mijn paspoort?',
      'Wat zei de dierenarts over het hinken?',
      'Welk instrument speelt mijn nichtje?',
      'Hoeveel ben ik de tandarts nog schuldig?',
      'Hoeveel eieren gaan er in de amandeltaart?',
      'Waar liggen de reservezekeringen?',
    ],
    statements: [
      'Ons koor zingt dit najaar het requiem in het oude stadhuis.',
      'Ik ben allergisch voor schaaldieren en een beetje voor kiwi.',
      'We hebben de caravan verkocht aan een stel uit Gent.',
      'De bijenkorf achter in de boomgaard zwermde zondag uit.',
      'Ik drink geen koffie meer en slaap veel beter.',
      "De nieuwe brug gaat eerder open voor fietsers dan voor auto's.",
    ],
  },
  ru: {
    questions: [
      'Когда истекает мой паспорт?',
      'Что сказал ветеринар про хромоту?',
      'На каком инструменте играет моя племянница?',
      'Сколько я ещё должен зубному врачу?',
      'Сколько яиц идёт в миндальный пирог?',
      'Где лежат запасные предохранители?',
    ],
    statements: [
      'Наш хор осенью поёт реквием в старой ратуше.',
      'У меня аллергия на морепродукты и немного на киви.',
      'Мы продали прицеп семейной паре из Утрехта.',
      'Улей в конце сада роился в воскресенье.',
      'Я бросила кофе и сплю намного лучше.',
      'Новый мост откроют для велосипедов раньше, чем для машин.',
    ],
  },
  zh: {
    questions: [
      '我的护照什么时候到期？',
      '兽医说它为什么瘸了？',
      '我侄女会什么乐器？',
      '我还欠牙医多少钱？',
      '杏仁蛋糕要放几个鸡蛋？',
      '备用保险丝放在哪里？',
    ],
    statements: [
      '我们合唱团今年秋天在老市政厅唱安魂曲。',
      '我对贝类过敏，对猕猴桃也有一点。',
      '我们把房车卖给了一对外地夫妇。',
      '果园尽头的蜂箱星期天分蜂了。',
      '我戒了咖啡，现在睡得好多了。',
      '新桥先对自行车开放，再对汽车开放。',
    ],
  },
  ja: {
    questions: [
      'パスポートの期限はいつまでですか？',
      '獣医さんは足のことを何と言いましたか？',
      '姪は何の楽器を弾いていますか？',
      '歯医者さんにあといくら払いますか？',
      'アーモンドケーキに卵は何個入れますか？',
      '予備のヒューズはどこにありますか？',
    ],
    statements: [
      '私たちの合唱団は秋に古い市庁舎でレクイエムを歌います。',
      '貝のアレルギーがあって、キウイも少しだめです。',
      'キャンピングカーを遠くの夫婦に売りました。',
      '果樹園の端の巣箱は日曜日に分蜂しました。',
      'コーヒーをやめたら、ずっとよく眠れます。',
      '新しい橋は車より先に自転車に開放されます。',
    ],
  },
} as const satisfies Readonly<Record<string, UnrelatedTexts>>;
