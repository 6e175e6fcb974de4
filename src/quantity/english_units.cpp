// SPDX-License-Identifier: BSL-1.0
#include "english.hpp"

namespace ascribe {
namespace {

constexpr EnglishRow measure(std::string_view code, std::string_view phrases, std::int64_t count = 1) {
    return {WordRole::unit, phrases, count, 1, Direction::exact, code};
}

// Words first, then symbols; what may mean several units names them all.
constexpr EnglishRow rows[] = {
    measure("nm", "nanometre; nanometres; nanometer; nanometers; nm"),
    measure("um", "micrometre; micrometres; micrometer; micrometers; micron; microns"),
    measure("mm", "millimetre; millimetres; millimeter; millimeters; mm"),
    measure("cm", "centimetre; centimetres; centimeter; centimeters; cm; cms"),
    measure("m", "metre; metres; meter; meters; m"),
    measure("km", "kilometre; kilometres; kilometer; kilometers; km; kms"),
    measure("[in_i]", "inch; inches"),
    measure("[ft_i]", "foot; feet; ft"),
    measure("[yd_i]", "yard; yards; yd; yds"),
    measure("[mi_i]", "mile; miles; statute mile; statute miles; mi"),
    measure("[nmi_i]", "nautical mile; nautical miles; sea mile; sea miles; nmi"),
    measure("[fth_i]", "fathom; fathoms"),
    measure("[ly]", "light year; light years; lightyear; lightyears"),

    measure("mm2", "square millimetre; square millimetres; square millimeter; square millimeters; mm2; mm\xc2\xb2"),
    measure("cm2", "square centimetre; square centimetres; square centimeter; square centimeters; cm2; cm\xc2\xb2"),
    measure("m2",
            "square metre; square metres; square meter; square meters; m2; m\xc2\xb2; sq m; sqm; sq metres; sq meters"),
    measure(
        "km2",
        "square kilometre; square kilometres; square kilometer; square kilometers; km2; km\xc2\xb2; sq km; sqkm; sq "
        "kilometres; sq kilometers"),
    measure("har", "hectare; hectares; ha"),
    measure("[sin_i]", "square inch; square inches; sq in"),
    measure("[sft_i]", "square foot; square feet; sq ft; sqft"),
    measure("[syd_i]", "square yard; square yards; sq yd"),
    measure("[smi_us]", "square mile; square miles; sq mi; sq miles; sq mile"),
    measure("[acr_us]", "acre; acres"),
    measure("dunam", "dunam; dunams; dunum; dunums; donum; donums; dunm"),
    measure("feddan", "feddan; feddans"),

    measure("mL", "millilitre; millilitres; milliliter; milliliters; ml; mL"),
    measure("cL", "centilitre; centilitres; centiliter; centiliters; cl"),
    measure("L", "litre; litres; liter; liters; l; L; ltr"),
    measure("hL", "hectolitre; hectolitres; hectoliter; hectoliters; hl; hL"),
    measure("ML", "megalitre; megalitres; megaliter; megaliters; ML"),
    measure("cm3", "cubic centimetre; cubic centimetres; cubic centimeter; cubic centimeters; cm3; cm\xc2\xb3; cc"),
    measure("m3", "cubic metre; cubic metres; cubic meter; cubic meters; m3; m\xc2\xb3; cu m"),
    measure("km3", "cubic kilometre; cubic kilometres; cubic kilometer; cubic kilometers; km3; km\xc2\xb3"),
    measure("[cin_i]", "cubic inch; cubic inches"),
    measure("[cft_i]", "cubic foot; cubic feet; cu ft"),
    measure("[cyd_i]", "cubic yard; cubic yards; cu yd"),
    measure("[gal_us]|[gal_br]", "gallon; gallons; gal"),
    measure("[gal_us]", "us gallon; us gallons; u.s. gallon; u.s. gallons; american gallon; american gallons"),
    measure("[gal_br]", "imperial gallon; imperial gallons; uk gallon; uk gallons"),
    measure("[qt_us]|[qt_br]", "quart; quarts"),
    measure("[pt_us]|[pt_br]", "pint; pints"),
    measure("[foz_us]|[foz_br]", "fluid ounce; fluid ounces; fl oz"),
    measure("[bbl_us]", "barrel; barrels; bbl"),

    measure("ug", "microgram; micrograms; \xc2\xb5g; \xce\xbcg; mcg; ug"),
    measure("mg", "milligram; milligrams; milligramme; milligrammes; mg"),
    measure("g", "gram; grams; gramme; grammes; g"),
    measure("kg", "kilogram; kilograms; kilogramme; kilogrammes; kilo; kilos; kg; kgs"),
    measure("t", "tonne; tonnes; metric ton; metric tons; metric tonne; metric tonnes; t; mt"),
    measure("t|[ston_av]|[lton_av]", "ton; tons"),
    measure("[ston_av]", "short ton; short tons; us ton; us tons; u.s. ton; u.s. tons; american tons"),
    measure("[lton_av]", "long ton; long tons; imperial ton; imperial tons; british tons"),
    measure("kt", "kilotonne; kilotonnes; kiloton; kilotons; kt"),
    measure("Mt", "megatonne; megatonnes; megaton; megatons; Mt"),
    measure("Gt", "gigatonne; gigatonnes; gigaton; gigatons; Gt"),
    measure("[lb_av]", "lb; lbs; pound; pounds; pound weight"),
    measure("[oz_av]|[oz_tr]", "ounce; ounces"),
    measure("[oz_av]", "oz; avoirdupois ounce; avoirdupois ounces"),
    measure("[oz_tr]", "troy ounce; troy ounces; oz t"),
    measure("[stone_av]", "stone"),
    measure("[car_m]", "carat; carats; metric carat; metric carats"),
    measure("kg", "quintal; quintals", 100),

    measure("us", "microsecond; microseconds"),
    measure("ms", "millisecond; milliseconds; ms"),
    measure("s", "second; seconds; sec; secs"),
    measure("min", "minute; minutes; min; mins"),
    measure("h", "hour; hours; hr; hrs; h"),
    measure("d", "day; days; full day; full days; consecutive days; straight days"),
    measure("wk", "week; weeks; wk; wks"),
    measure("wk", "fortnight; fortnights", 2),
    measure("mo", "month; months; mo; mos; calendar month; calendar months"),
    measure("mo", "quarter year; quarter years", 3),
    measure("a", "year; years; yr; yrs; calendar year; calendar years"),
    measure("a", "decade; decades", 10),
    measure("a", "century; centuries", 100),
    measure("a", "millennium; millennia; millenniums", 1000),

    measure("km/h",
            "km/h; kmh; kph; kmph; km per hour; km an hour; kilometre per hour; kilometres per hour; kilometer per "
            "hour; kilometers per hour; kilometres an hour; kilometers an hour"),
    measure("[mi_i]/h", "mph; mile per hour; miles per hour; miles an hour; mile an hour; mi/h"),
    measure("m/s", "m/s; metre per second; metres per second; meter per second; meters per second; metres a second"),
    measure("[kn_i]", "knot; knots; kn; kts"),

    measure("Cel",
            "degree celsius; degrees celsius; degree centigrade; degrees centigrade; celsius; centigrade; \xc2\xb0"
            "C; \xc2\xb0 c; deg c; degrees c; degree c; C; \xe2\x84\x83"),
    measure("[degF]",
            "degree fahrenheit; degrees fahrenheit; fahrenheit; \xc2\xb0"
            "F; \xc2\xb0 f; deg f; degrees f; degree f; F; \xe2\x84\x89"),
    measure("K", "kelvin; kelvins"),
    measure("Cel|[degF]|deg", "degree; degrees; \xc2\xb0"),

    measure("W", "watt; watts; W"),
    measure("kW", "kilowatt; kilowatts; kw; kW"),
    measure("MW", "megawatt; megawatts; MW"),
    measure("GW", "gigawatt; gigawatts; GW"),
    measure("TW", "terawatt; terawatts; TW"),
    measure("kW.h", "kilowatt hour; kilowatt hours; kwh; kWh"),
    measure("MW.h", "megawatt hour; megawatt hours; mwh; MWh"),
    measure("GW.h", "gigawatt hour; gigawatt hours; gwh; GWh"),
    measure("TW.h", "terawatt hour; terawatt hours; twh; TWh"),
    measure("J", "joule; joules; J"),
    measure("kJ", "kilojoule; kilojoules; kj; kJ"),
    measure("MJ", "megajoule; megajoules; MJ"),
    measure("GJ", "gigajoule; gigajoules; GJ"),
    measure("kcal", "kilocalorie; kilocalories; kcal"),
    measure("Hz", "hertz; hz; Hz"),
    measure("kHz", "kilohertz; khz; kHz"),
    measure("MHz", "megahertz; mhz; MHz"),
    measure("GHz", "gigahertz; ghz; GHz"),
    measure("Pa", "pascal; pascals; Pa"),
    measure("hPa", "hectopascal; hectopascals; hpa; hPa"),
    measure("kPa", "kilopascal; kilopascals; kpa; kPa"),
    measure("mbar", "millibar; millibars; mbar"),
    measure("V", "volt; volts; V"),
    measure("kV", "kilovolt; kilovolts; kv; kV"),
    measure("A", "ampere; amperes; amp; amps"),
    measure("N", "newton; newtons"),
    measure("kN", "kilonewton; kilonewtons; kN"),
    measure("dB", "decibel; decibels; db; dB"),
    measure("Bq", "becquerel; becquerels; bq; Bq"),
    measure("Sv", "sievert; sieverts; Sv"),
    measure("mSv", "millisievert; millisieverts; msv; mSv"),
    measure("uSv", "microsievert; microsieverts; \xc2\xb5sv; \xce\xbcsv"),
    measure("Gy", "Gy"),

    measure("bit", "bit; bits"),
    measure("By", "byte; bytes"),
    measure("kBy", "kilobyte; kilobytes; kb"),
    measure("MBy", "megabyte; megabytes; mb"),
    measure("GBy", "gigabyte; gigabytes; gb"),
    measure("TBy", "terabyte; terabytes; tb"),
    measure("PBy", "petabyte; petabytes; pb"),
};

}  // namespace

std::span<EnglishRow const> english_units() noexcept {
    return rows;
}

}  // namespace ascribe
