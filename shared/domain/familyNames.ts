/** The commonest family names in the countries of our users, and how many others end. */

/** Some hundred family names of Sweden, Norway, Denmark and Britain, in lower case, written down from general knowledge. */
export const commonFamilyNames: ReadonlySet<string> = new Set(
  `
  andersson johansson karlsson nilsson eriksson larsson olsson persson svensson gustafsson pettersson jonsson jansson
  hansson bengtsson jönsson lindberg jakobsson magnusson lindström olofsson lindqvist lindgren axelsson berg bergström
  lundberg lind lundgren lundqvist mattsson berglund fredriksson sandberg henriksson forsberg sjöberg wallin engström
  eklund danielsson lundin håkansson björk bergman gunnarsson holm samuelsson fransson wikström isaksson bergqvist
  arvidsson nyström holmberg löfgren söderberg nyberg blomqvist claesson nordström mårtensson lundström viklund
  eliasson pålsson björklund berggren sandström lund nordin ström åberg hermansson ekström holmgren sundberg hedlund
  dahlberg hellström sjögren falk abrahamsson martinsson öberg blom ek månsson strömberg åkesson lindholm norberg
  dahl hedberg sundström lindahl löfberg kjellberg hagström palm wiklund ivarsson söderström åström ekman sjöström
  lundmark nygren ahlström hallberg palmqvist tegnér stenberg norén rosén lindén sandén norlin wallén
  hansen johansen olsen larsen andersen pedersen nilsen kristiansen jensen karlsen johnsen pettersen eriksen haugen
  hagen johannessen jacobsen andreassen halvorsen berge henriksen lie solberg moen bakken iversen strand svendsen
  solheim gundersen kristoffersen martinsen eide knutsen bakke myhre jørgensen lunde paulsen aas sæther nygård hauge
  isaksen fredriksen nguyen ødegård myklebust knudsen simonsen arnesen mikkelsen amundsen rasmussen birkeland lien
  haug tangen edvardsen hovland ellingsen tveit thorsen fossum næss holmen sunde haaland
  nielsen christensen sørensen petersen madsen kristensen olesen thomsen christiansen poulsen johansen møller
  mortensen schmidt laursen mikkelsen lauritsen jeppesen clausen holst nissen frandsen vestergaard kjær jespersen
  mogensen dam bertelsen lassen winther juul kjeldsen overgaard bech lauridsen bruun damgaard dalgaard friis bonde
  skov krogh nørgaard østergaard søndergaard hougaard toft jacobsen steffensen bjerregaard bach carlsen
  smith jones taylor williams wilson johnson davies patel robinson wright thompson evans roberts edwards
  hughes lewis harris clarke jackson thomas anderson wood turner hill cooper ward morris moore clark harrison baker
  khan hussain singh begum
  ali ahmed hassan mohamed nguyen yilmaz kaya demir nowak kowalski wiśniewski wójcik jovanović petrović nikolić
  `
    .trim()
    .split(/\s+/),
);

/** Whether a capitalised word ends as family names do and hardly any other word. */
export function endsAsFamilyName(word: string): boolean {
  return /.{2,}(?:sson|ström|gren|qvist|kvist|quist|lund|blad|stedt|gaard|gård|datter|dotter|fjord|ovic|ović|ski|ska)$/iu.test(
    word,
  );
}
