// SPDX-License-Identifier: BSL-1.0
#include "english.hpp"

#include <algorithm>
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
    {"beds", "bed"},
    {"seeds", "seed"},
    {"sheds", "shed"},
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

// Ends of words that stand for those whom they describe, or for a mass: "wounded", "missing", "homeless", "artillery".
constexpr std::string_view uncounted_ends[] = {"ed",   "dead", "missing",  "less",     "elderly",
                                               "poor", "sick", "infantry", "artillery"};

bool ends_with_one_of(std::string_view word, std::span<std::string_view const> ends) {
    return std::any_of(ends.begin(), ends.end(), [word](std::string_view end) { return word.ends_with(end); });
}

std::string plural_of_word(std::string_view word) {
    static constexpr std::string_view hissing[] = {"s", "x", "z", "sh", "ch"};
    for (Plural const& known : irregular)
        if (known.singular == word) return std::string(known.plural);
    std::string const as_is(word);
    if (Lexicon::english().singular(word) != word || ends_with_one_of(word, uncounted_ends)) return as_is;
    char const last = word.back();
    if (last < 'a' || last > 'z') return as_is;
    std::string_view const before = word.substr(0, word.size() - 1);
    if (last == 'y' && !before.empty() && std::string_view("aeiou").find(before.back()) == std::string_view::npos)
        return std::string(before) + "ies";
    if (word.size() > 3 && word.ends_with("man")) return as_is.substr(0, word.size() - 2) + "en";
    return as_is + (ends_with_one_of(word, hissing) ? "es" : "s");
}

/// The thing with `change` made to its noun: the last word, or that before "of".
template <class Change>
std::string with_noun(std::string_view thing, Change change) {
    std::string_view const head = thing.substr(0, thing.find(" of "));
    std::size_t const begin = head.rfind(' ') == std::string_view::npos ? 0 : head.rfind(' ') + 1;
    if (begin == head.size()) return std::string(thing);
    std::string text(thing.substr(0, begin));
    text += change(head.substr(begin));
    return text.append(thing.substr(head.size()));
}

}  // namespace

Lexicon const& Lexicon::english() {
    static Lexicon const lexicon = build();
    return lexicon;
}

std::string plural_of(std::string_view thing) {
    if (Lexicon::english().find_singular(thing) != nullptr) return std::string(thing);
    return with_noun(thing, plural_of_word);
}

std::string singular_of(std::string_view thing) {
    if (auto const* whole = Lexicon::english().find_singular(thing)) return *whole;
    return with_noun(thing, [](std::string_view word) { return Lexicon::english().singular(word); });
}

}  // namespace ascribe
