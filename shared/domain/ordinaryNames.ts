/** Names that are ordinary words too: at the beginning of a sentence, or without a capital, they are taken for those. */

/** In lower case; of all languages of our users. */
export const ordinaryNames: ReadonlySet<string> = new Set(
  `
  bo per jan liv saga alva dag tor stig sten ek berg lind björn bjørn falk holm ström strand kent mona may mai juni
  august april sommer vinter hans else even are gro frode odd roar stein geir terje mark will bill rose grace hope joy
  art pat sue drew rob jack dean max lie eide dahl dal lund moen bakken bakke hagen haug hauge holmen strand sunde
  lien solberg aas næss dam bonde skov bach toft friis bech juul krogh wood hill baker cooper ward turner wright clark
  ski alta moss ås mora sala alby moren ribe varde voss skive stord boden leads lund rana finn erling tone live
  siv signe ask una ola unni gunn vita lykke sys søs ruth helga frank tage tom kim tim noor mia ann lea leo
  iris viola ester dan tilda ines ali said sana mina hani aida asta amal huda ruby love ville uno loke linn stina urban
  vår sander mats klar ragna stovner palm blom nord lander amager smith jones
  heather carol amber penny dawn dale grant robin sanna sanne rosa bent vilde axel aksel maren karl lone helle svend
  palle sol tore pelle glen wade disa god kaya ana lin long young page king price bell cook day
  `
    .trim()
    .split(/\s+/),
);
