/** The commonest first names in the countries of our users: enough to notice a real name, not to know them all. */

/**
 * About a hundred first names each for Sweden, Norway and Denmark, and common ones of people who have moved there,
 * in lower case. Chosen from the statistics offices' lists of names borne (SCB, SSB, Danmarks Statistik).
 */
export const commonFirstNames: ReadonlySet<string> = new Set(
  `
  anna maria margareta elisabeth eva kristina birgitta karin marie elisabet ingrid christina sofia linnéa kerstin
  marianne lena helena inger johanna linnea emma sara monica annika ulla susanne elin jenny katarina malin ulrika
  hanna anita carina cecilia viktoria barbro gunilla louise helen anette ida agneta britt yvonne alice julia ellen
  lisa maja frida matilda amanda lovisa ebba astrid wilma klara agnes alva saga vera moa tuva nellie
  erik lars karl anders johan per nils carl mikael jan hans peter olof fredrik gunnar lennart sven daniel bengt
  alexander bo gustav andreas göran åke magnus thomas stefan martin jonas bertil leif ulf john mattias christer
  henrik oskar björn christian niklas joakim patrik robert viktor mats david emil filip simon anton marcus lucas
  elias hugo oliver axel liam noah william albin arvid ludvig isak kjell rolf håkan tomas roger kent tobias rasmus
  anne inger kari liv berit astrid bjørg hilde ingrid marit randi solveig gerd bente anita nina wenche turid elin
  silje camilla hanne mona ragnhild åse heidi trine grete linn ida thea nora sigrid ellen unni
  bjørn kjell odd arne kåre ole knut svein geir terje morten øyvind rune trond helge tor einar hans harald
  sverre sigurd håkon kristian espen frode stian eirik sindre magnus torbjørn steinar vidar roar
  kirsten mette hanne helle susanne lene bente pia gitte lone birgit charlotte jette tina rikke jytte inge lise
  birthe dorthe camilla sofie mathilde freja caroline laura josefine signe karen inger ulla louise
  jens niels jørgen søren michael henrik thomas morten christian martin bent claus jesper lars hans erik flemming
  kim carsten kurt torben mads rasmus jakob jonas mikkel nikolaj frederik kasper oskar valdemar aage poul ib
  mohammed mohamed muhammad ahmed ali hassan omar ibrahim yusuf abdi fatima aisha amina maryam zahra leila noor
  sahra hodan khadija ahmad mustafa mehmet hüseyin ayşe agnieszka katarzyna piotr andrzej krzysztof tomasz
  dragan zoran jelena sanna päivi tuula timo juhani matti pekka
  james mary john patricia jennifer michael linda elizabeth barbara richard joseph susan jessica charles sarah
  karen lisa nancy matthew anthony betty donald ashley steven paul andrew emily joshua kenneth
  `
    .trim()
    .split(/\s+/),
);
