/** Towns and districts of the countries of our users, and how many others end; and capitals that tell of nobody. */

/** Towns, municipalities and districts of Sweden, Norway and Denmark and a few of Britain, in lower case, from general knowledge. */
export const commonPlaceNames: ReadonlySet<string> = new Set(
  `
  stockholm göteborg malmö uppsala västerås örebro linköping helsingborg jönköping norrköping lund umeå gävle borås
  södertälje eskilstuna halmstad växjö karlstad sundsvall östersund trollhättan luleå lidingö borlänge tumba
  kristianstad falun kalmar skövde karlskrona skellefteå uddevalla varberg åkersberga örnsköldsvik landskrona nyköping
  vallentuna motala trelleborg ängelholm karlskoga märsta lidköping alingsås sandviken kungälv piteå visby hässleholm
  katrineholm västervik enköping falkenberg värnamo kungsbacka härnösand kiruna boden gällivare arvidsjaur haparanda
  mora leksand rättvik ludvika avesta sala köping arboga lindesberg kumla hallsberg mariestad vänersborg strömstad
  ystad simrishamn eslöv höganäs oskarshamn vimmerby nässjö tranås eksjö gislaved ljungby tingsryd ronneby karlshamn
  botkyrka huddinge haninge solna nacka täby järfälla sollentuna rinkeby tensta husby skärholmen farsta fittja alby
  rosengård angered hammarkullen hisingen biskopsgården gottsunda södermalm östermalm kungsholmen gotland öland skåne
  småland värmland dalarna norrbotten västerbotten jämtland hälsingland blekinge halland bohuslän dalsland
  oslo bergen trondheim stavanger drammen fredrikstad kristiansand sandnes tromsø sarpsborg skien ålesund sandefjord
  haugesund tønsberg moss porsgrunn bodø arendal hamar larvik halden lillehammer molde harstad kongsberg gjøvik askøy
  horten jessheim ski narvik alta elverum kristiansund rana levanger steinkjer namsos førde voss ås lillestrøm asker
  bærum lørenskog grorud holmlia stovner grünerløkka majorstua finnmark nordland trøndelag telemark rogaland innlandet
  vestfold agder hammerfest vadsø kirkenes svolvær mosjøen notodden kragerø mandal egersund stord odda
  københavn aarhus århus odense aalborg ålborg esbjerg randers kolding horsens vejle roskilde herning hørsholm helsingør
  silkeborg næstved fredericia viborg køge holstebro taastrup slagelse hillerød sønderborg svendborg hjørring
  holbæk frederikshavn nørresundby ringsted haderslev skive ølstykke ishøj nykøbing birkerød thisted kalundborg
  frederiksberg nørrebro vesterbro østerbro amager valby vanløse brøndby hvidovre gladsaxe gentofte vollsmose gellerup
  bornholm fyn sjælland jylland lolland falster rønne middelfart grenaa ebeltoft skagen tønder aabenraa ribe varde
  london birmingham manchester leeds liverpool sheffield bristol edinburgh glasgow cardiff belfast leicester coventry
  mogadishu bagdad baghdad damaskus aleppo kabul teheran warszawa beograd sarajevo asmara kairo ankara istanbul
  `
    .trim()
    .split(/\s+/),
);

/** Whether a capitalised word ends as names of places do. */
export function endsAsPlaceName(word: string): boolean {
  return /.{2,}(?:köping|borg|sund|stad|vik|havn|hamn|holm|sjö|rup|lev|løse|torp|rød|ryd|hult|fors|nes|dalen|by|kommune?n?|län|fylke)$/iu.test(
    word,
  );
}

/**
 * Words that are written with a capital within a sentence and tell nothing of a person: authorities and services that
 * everyone has to do with, countries, peoples and tongues, days and months in English, feasts.
 */
export const commonCapitals: ReadonlySet<string> = new Set(
  `
  försäkringskassan arbetsförmedlingen socialtjänsten skatteverket kronofogden polisen migrationsverket kommunen
  akuten psykiatrin nav skatteetaten politiet udi husbanken lånekassen jobcenteret jobcentret borgerservice skat kommune
  facebook instagram google youtube netflix snapchat tiktok messenger whatsapp iphone ipad android teams zoom skype
  excel word covid corona adhd add ptsd kol bmi aa na kbt mi dbt act ssri alvedon ipren panodil paracet tv pc sms mms
  bup bvc vab csn sfi svt nrk dr tv4 p1 p3 bbc nhs gp dna eu fn usa uk
  sverige norge danmark finland island norden europa tyskland england storbritannien frankrike spanien italien polen
  somalia syrien irak iran turkiet turkki grekland afghanistan eritrea etiopien kina indien thailand ryssland ukraina
  tyrkia hellas frankrig tyrkiet grækenland rusland ukraine sweden norway denmark germany france spain italy poland
  syria iraq turkey greece europe britain america
  gud jesus allah herregud bibeln koranen ramadan eid jul påske påsk
  swedish norwegian danish english german french spanish arabic somali british american european muslim christian
  de dem deres dere ni er i i'm i've i'd i'll monday tuesday wednesday thursday friday saturday sunday january february march april may june
  july august september october november december christmas easter god mr mrs ms dr okay ok
  `
    .trim()
    .split(/\s+/),
);
