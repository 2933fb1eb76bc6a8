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
  sven-erik ann-marie ann-christin anna-karin lars-erik karl-erik britt-marie anna-lena eva-lena per-olof jan-erik
  ingela annica annelie camilla carolina caroline charlotta charlotte elsa elsie emelie emilia ester evelina fanny
  felicia filippa greta hedvig hillevi ines iris isabella jasmine johanna josefin josefine jonna julie juni kajsa
  lilly linn liselott lotta madeleine majken marika martina mikaela miriam molly nathalie olivia pernilla
  petra rebecka rebecca ronja rut sandra selma siri stina susanna therese tilda tindra tove tyra veronica
  adam albert aron august benjamin casper casimir christoffer conny crister dennis edvin edward elis elton erling
  evert fabian felix folke frank fredrick gabriel georg gabriella harry hampus henning hjalmar ingemar ivar ivan
  jacob jesper jimmy joel johnny jonathan jörgen kalle kennet kevin klas krister leo leon loke ludwig malte
  mattis max melker melvin milo måns nicklas nils-erik noel olle ossian ove pelle pontus ragnar roland
  roine ronny roy ruben samuel sebastian sigge stellan svante sixten sören teodor theo tom torsten tor-björn
  tommy torgny ulrik urban uno valter victor vilgot vilhelm vincent viggo ville walter yngve örjan östen
  aksel anders-petter asbjørn audun bård bjarne borghild brit dagfinn dagny egil eivind eldbjørg elise else-marie
  endre eskil espen gunn gunnhild halvard halvor herman hege henriette hermine ingeborg ingvild iselin jorunn
  jostein julianne karoline kathrine kjersti kristin kristoffer laila lillian live mads-emil maren margrethe marte
  mathias mia ola oddvar olaug oline petter ragnhild ragna reidar reidun rikard sissel siv solfrid solvor stein
  synnøve synne tarjei tobias-andre tone tonje tormod torill torunn tuva unn vegard vibeke victoria vilde wibeke
  ørjan åshild aasmund astri ådne
  agnete allan anne-mette anton arne-jakob asger asta bendt berit birger birgitte bjarke bodil britta carl-emil dennis
  dorte ebbe edith egon ejner elsebeth emma-louise eskild esben finn gert grethe gudrun hannah hardy helga henny
  herdis ingelise inger-lise jakob-emil jannik jeppe jette johannes jonatan jørn kaj kamilla karl-emil karoline
  katrine kirstine klaus knud kresten kristina lasse laurits lea leif-erik lilian lotte lykke maja-lise malthe
  mathilda mikala mogens nanna oluf palle peder per-erik poul-erik preben ruth sanne simone solvej stine svend sys
  søs tanja therkel tage tine tove-lise troels trine-lise ulla-lise vagn verner villads villy viola vita
  abdul abdullah abdulrahman adnan aida alan aleksander aleksandra aleksandar almaz amal amir amira ana andrei aref
  arman asma ayaan aylin aziz bashir bilal bojana branko carlos daniela darko dilan dmitri elena elvira emir emina
  farah farhan farid fatma fatuma faisal goran habiba habib halima hamid hamza hani hasan hatice hawa hussein huda idil
  igor ilhan imran ines ioana irina ismail ivana jamal jamila javier jose juan kamal karim khaled khalid layla lamia
  ljiljana luis magda malek malgorzata mariam marwa marek mehdi merve miguel milan milena milos mina mirjana
  mohamad monika mostafa mukhtar murat mustapha nadia naima najib nasra natalia nawal nikola noura olga omid osman
  oksana pavel pedro rahma ramin rania rashid reza roza rosa saad saeed safiya said salah saleh salma samir samira
  sana santiago sara-maria selam senait shirin siham sofija svetlana tariq tatiana tesfaye vesna viktorija vladimir
  wael walid yasin yasmin yasmine youssef yonas yusra zahid zainab zeynep zofia
  adele alfie amelia amy angela arthur barry brenda brian carol chloe christopher claire colin craig cynthia deborah
  derek diane dorothy dylan edward elliot eleanor ella ethan fiona freddie gareth gary gemma geoffrey george georgia
  graham hannah harriet heather howard isla jacqueline janet jason jeffrey jeremy jill joan joanna jonathan judith
  katie kathleen keith kelly kimberly kyle laura lauren lewis lucy luke malcolm margaret martha megan melissa michelle
  natalie neil nicholas nicola nigel oscar pamela peggy philip phoebe rachel raymond rebecca roger ronald
  ruby russell ryan samantha sharon shirley sophie stephanie stephen stuart tracy trevor tyler valerie wayne
  wendy zoe
  `
    .trim()
    .split(/\s+/),
);
