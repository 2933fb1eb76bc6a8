/** Words for pseudonyms: trees, birds and stones that nobody is called, in the definite form people say aloud. */
import type { Language } from "./settings.ts";

/** For each language at least 40 words, each once; none is a common first name. */
export const pseudonymWords: Readonly<Record<Language, readonly string[]>> = {
  sv: words(`
    Tallen Granen Eken Aspen Boken Almen Lönnen Rönnen Häggen Sälgen Enen Hasseln Apeln Oxeln Lärken Olvonet
    Svalan Lärkan Tranan Tärnan Ejdern Vipan Storken Koltrasten Rödhaken Bofinken Talgoxen Gärdsmygen
    Sidensvansen Grönsiskan Kungsfågeln Forsärlan Strömstaren Ugglan Göken Skatan Näktergalen
    Graniten Kvartsen Skiffern Flintan Kalkstenen Sandstenen Basalten Bärnstenen Gnejsen Pimpstenen`),
  nb: words(`
    Furua Grana Eika Ospa Almen Lønna Rogna Heggen Selja Eineren Hasselen Bøka Barlinden Lerka Svartora
    Svala Sanglerka Trana Terna Ærfuglen Vipa Storken Svarttrosten Rødstrupen Bokfinken Kjøttmeisa Gjerdesmetten
    Sidensvansen Grønnsisiken Fuglekongen Linerla Fossekallen Ugla Gjøken Skjæra Nattergalen
    Granitten Kvartsen Skiferen Flinten Kalksteinen Sandsteinen Basalten Gneisen Klebersteinen Pimpsteinen`),
  da: words(`
    Fyrren Granen Egen Bøgen Asken Elmen Ahornen Rønnen Hæggen Pilen Eneren Hasselen Lærken Taksen Tjørnen Hylden
    Svalen Sanglærken Tranen Ternen Edderfuglen Viben Storken Solsorten Rødkælken Bogfinken Musvitten Gærdesmutten
    Silkehalen Grønsiskenen Fuglekongen Vipstjerten Isfuglen Uglen Gøgen Husskaden Nattergalen
    Granitten Kvartsen Skiferen Flinten Kalkstenen Sandstenen Basalten Gnejsen Kridtet Pimpstenen`),
  en: words(`
    Pine Spruce Oak Aspen Beech Elm Maple Alder Birch Larch Yew Juniper Hawthorn Hornbeam Poplar Chestnut
    Swallow Skylark Crane Tern Eider Lapwing Stork Blackbird Chaffinch Goldcrest Waxwing Siskin
    Wagtail Dipper Owl Cuckoo Magpie Nightingale Kingfisher Curlew Plover
    Granite Quartz Slate Flint Limestone Sandstone Basalt Gneiss Chalk Pumice`),
};

function words(list: string): readonly string[] {
  return list.trim().split(/\s+/);
}
