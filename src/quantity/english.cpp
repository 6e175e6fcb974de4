// SPDX-License-Identifier: BSL-1.0
#include "english.hpp"

#include <string>
#include <utility>

namespace ascribe {
namespace {

// The codes of ISO 4217 in use, which are read only in capital letters.
constexpr std::string_view currency_codes =
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP "
    "CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF "
    "IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD "
    "MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB "
    "RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD "
    "UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW";

struct Plural {
    std::string_view plural;
    std::string_view singular;
};

// What the endings below would get wrong; a word that is its own singular stands for itself.
constexpr Plural irregular[] = {
    {"people", "person"},
    {"persons", "person"},
    {"children", "child"},
    {"men", "man"},
    {"women", "woman"},
    {"feet", "foot"},
    {"teeth", "tooth"},
    {"geese", "goose"},
    {"mice", "mouse"},
    {"oxen", "ox"},
    {"wives", "wife"},
    {"knives", "knife"},
    {"lives", "life"},
    {"wolves", "wolf"},
    {"calves", "calf"},
    {"leaves", "leaf"},
    {"loaves", "loaf"},
    {"shelves", "shelf"},
    {"thieves", "thief"},
    {"halves", "half"},
    {"buses", "bus"},
    {"minibuses", "minibus"},
    {"viruses", "virus"},
    {"campuses", "campus"},
    {"crises", "crisis"},
    {"bases", "base"},
    {"analyses", "analysis"},
    {"diagnoses", "diagnosis"},
    {"heroes", "hero"},
    {"movies", "movie"},
    {"cookies", "cookie"},
    {"ties", "tie"},
    {"pies", "pie"},
    {"rookies", "rookie"},
    {"shoes", "shoe"},
    {"toes", "toe"},
    {"canoes", "canoe"},
    {"series", "series"},
    {"species", "species"},
    {"aircraft", "aircraft"},
    {"spacecraft", "spacecraft"},
    {"hovercraft", "hovercraft"},
    {"sheep", "sheep"},
    {"deer", "deer"},
    {"fish", "fish"},
    {"cattle", "cattle"},
    {"police", "police"},
    {"troops", "troops"},
    {"personnel", "personnel"},
    {"staff", "staff"},
    {"news", "news"},
    {"goods", "goods"},
    {"arms", "arms"},
    {"clothes", "clothes"},
    {"headquarters", "headquarters"},
    {"barracks", "barracks"},
    {"crossroads", "crossroads"},
    {"premises", "premises"},
    {"gas", "gas"},
    {"texas", "texas"},
    {"hamas", "hamas"},
    {"christmas", "christmas"},
    {"criteria", "criterion"},
    {"phenomena", "phenomenon"},
    {"data", "data"},
    {"media", "media"},
    {"alumni", "alumnus"},
    {"fungi", "fungus"},
    {"nuclei", "nucleus"},
    {"passersby", "passerby"},
    {"refugees", "refugee"},
    {"bulges", "bulge"},
    {"crisis", "crisis"},
    {"basis", "basis"},
    {"analysis", "analysis"},
    {"offspring", "offspring"},
    {"salmon", "salmon"},
    {"means", "means"},
    {"specimen", "specimen"},
    {"regimen", "regimen"},
    {"women and children", "women and children"},
    {"caches", "cache"},
    {"aches", "ache"},
    {"headaches", "headache"},
    {"axes", "axe"},
    {"quizzes", "quiz"},
    {"mosques", "mosque"},
    {"indices", "index"},
    {"vertices", "vertex"},
    {"matrices", "matrix"},
    {"potatoes", "potato"},
    {"tomatoes", "tomato"},
    {"bonuses", "bonus"},
    {"gauges", "gauge"},
    {"statuses", "status"},
    {"censuses", "census"},
    {"gases", "gas"},
};

constexpr Plural endings[] = {
    {"ies", "y"}, {"sses", "ss"}, {"shes", "sh"}, {"ches", "ch"}, {"xes", "x"}, {"zzes", "zz"},
    {"oes", "o"}, {"men", "man"}, {"ss", "ss"},   {"us", "us"},   {"'s", "'s"}, {"s", ""},
};

void add_rows(Lexicon& lexicon, std::span<EnglishRow const> rows) {
    for (EnglishRow const& row : rows) {
        std::string_view phrases = row.phrases;
        while (!phrases.empty()) {
            auto const end = phrases.find(';');
            WordMeaning meaning{row.role, Rational(row.numerator, row.denominator), row.direction,
                                std::string(row.text)};
            lexicon.add(phrases.substr(0, end), std::move(meaning)).value();
            phrases.remove_prefix(end == std::string_view::npos ? phrases.size() : end + 1);
        }
    }
}

Lexicon build() {
    Lexicon lexicon;
    add_rows(lexicon, english_grammar());
    add_rows(lexicon, english_numbers());
    add_rows(lexicon, english_units());
    add_rows(lexicon, english_currencies());
    for (std::size_t at = 0; at < currency_codes.size(); at += 4) {
        std::string const code(currency_codes.substr(at, 3));
        lexicon.add(code, {WordRole::currency, 1, Direction::exact, code}).value();
    }
    for (Plural const& word : irregular) lexicon.add_singular(word.plural, word.singular).value();
    for (Plural const& ending : endings) lexicon.add_ending(std::string(ending.plural), std::string(ending.singular));
    return lexicon;
}

}  // namespace

Lexicon const& Lexicon::english() {
    static Lexicon const lexicon = build();
    return lexicon;
}

}  // namespace ascribe
