// SPDX-License-Identifier: BSL-1.0
#include <ascribe/quantity/unit.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace ascribe {
namespace {

// Exponents of: length, mass, time, temperature, current, substance, information, angle.
constexpr Dimension length{1, 0, 0, 0, 0, 0, 0, 0};
constexpr Dimension area{2, 0, 0, 0, 0, 0, 0, 0};
constexpr Dimension volume{3, 0, 0, 0, 0, 0, 0, 0};
constexpr Dimension mass{0, 1, 0, 0, 0, 0, 0, 0};
constexpr Dimension duration{0, 0, 1, 0, 0, 0, 0, 0};
constexpr Dimension speed{1, 0, -1, 0, 0, 0, 0, 0};
constexpr Dimension temperature{0, 0, 0, 1, 0, 0, 0, 0};
constexpr Dimension frequency{0, 0, -1, 0, 0, 0, 0, 0};
constexpr Dimension force{1, 1, -2, 0, 0, 0, 0, 0};
constexpr Dimension pressure{-1, 1, -2, 0, 0, 0, 0, 0};
constexpr Dimension energy{2, 1, -2, 0, 0, 0, 0, 0};
constexpr Dimension power{2, 1, -3, 0, 0, 0, 0, 0};
constexpr Dimension current{0, 0, 0, 0, 1, 0, 0, 0};
constexpr Dimension voltage{2, 1, -3, 0, -1, 0, 0, 0};
constexpr Dimension dose{2, 0, -2, 0, 0, 0, 0, 0};
constexpr Dimension substance{0, 0, 0, 0, 0, 1, 0, 0};
constexpr Dimension information{0, 0, 0, 0, 0, 0, 1, 0};
constexpr Dimension angle{0, 0, 0, 0, 0, 0, 0, 1};

struct Row {
    std::string_view code;
    Dimension dimension;
    std::int64_t numerator;
    std::int64_t denominator;
    std::int64_t offset_numerator = 0;
    std::int64_t offset_denominator = 1;
};

// In the order of the bytes of the codes. The definitions behind the numbers: 1 [in_i] = 2.54 cm, 1 [ft_us] =
// 1200/3937 m, 1 [in_br] = 2.539998 cm, 1 [lb_av] = 0.45359237 kg, 1 [gal_us] = 231 [cin_i], 1 [gal_br] = 4.54609 L,
// 1 a = 365.25 d (the Julian year, the UCUM reading of "year"), 1 mo = 1/12 a, 1 cal = 4.184 J, 1 Ci = 37 GBq.
constexpr Row rows[] = {
    {"'", angle, 1, 60},
    {"''", angle, 1, 3600},
    {"A", current, 1, 1},
    {"Bq", frequency, 1, 1},
    {"By", information, 8, 1},
    {"Cel", temperature, 1, 1, 5463, 20},
    {"Ci", frequency, 37000000000, 1},
    {"GBq", frequency, 1000000000, 1},
    {"GBy", information, 8000000000, 1},
    {"GHz", frequency, 1000000000, 1},
    {"GJ", energy, 1000000000, 1},
    {"GW", power, 1000000000, 1},
    {"GW.h", energy, 3600000000000, 1},
    {"Gt", mass, 1000000000000, 1},
    {"Gy", dose, 1, 1},
    {"Hz", frequency, 1, 1},
    {"J", energy, 1, 1},
    {"K", temperature, 1, 1},
    {"L", volume, 1, 1000},
    {"MBq", frequency, 1000000, 1},
    {"MBy", information, 8000000, 1},
    {"MHz", frequency, 1000000, 1},
    {"MJ", energy, 1000000, 1},
    {"ML", volume, 1000, 1},
    {"MN", force, 1000000, 1},
    {"MPa", pressure, 1000000, 1},
    {"MW", power, 1000000, 1},
    {"MW.h", energy, 3600000000, 1},
    {"Mt", mass, 1000000000, 1},
    {"N", force, 1, 1},
    {"PBy", information, 8000000000000000, 1},
    {"Pa", pressure, 1, 1},
    {"Sv", dose, 1, 1},
    {"TBq", frequency, 1000000000000, 1},
    {"TBy", information, 8000000000000, 1},
    {"TJ", energy, 1000000000000, 1},
    {"TW", power, 1000000000000, 1},
    {"TW.h", energy, 3600000000000000, 1},
    {"V", voltage, 1, 1},
    {"W", power, 1, 1},
    {"[acr_br]", area, 15808008005469801, 3906250000000},
    {"[acr_us]", area, 62726400000, 15499969},
    {"[bbl_us]", volume, 9936705933, 62500000000},
    {"[car_m]", mass, 1, 5000},
    {"[cft_i]", volume, 55306341, 1953125000},
    {"[cin_i]", volume, 2048383, 125000000000},
    {"[cyd_i]", volume, 1493271207, 1953125000},
    {"[degF]", temperature, 5, 9, 45967, 180},
    {"[foz_br]", volume, 454609, 16000000000},
    {"[foz_us]", volume, 473176473, 16000000000000},
    {"[ft_i]", length, 381, 1250},
    {"[ft_us]", length, 1200, 3937},
    {"[fth_i]", length, 1143, 625},
    {"[gal_br]", volume, 454609, 100000000},
    {"[gal_us]", volume, 473176473, 125000000000},
    {"[gr]", mass, 6479891, 100000000000},
    {"[in_i]", length, 127, 5000},
    {"[kn_i]", speed, 463, 900},
    {"[lb_av]", mass, 45359237, 100000000},
    {"[lton_av]", mass, 317514659, 312500},
    {"[ly]", length, 9460730472580800, 1},
    {"[mi_i]", length, 201168, 125},
    {"[mi_i]/h", speed, 1397, 3125},
    {"[mi_i]2", area, 40468564224, 15625},
    {"[mi_us]", length, 6336000, 3937},
    {"[nmi_i]", length, 1852, 1},
    {"[oz_av]", mass, 45359237, 1600000000},
    {"[oz_tr]", mass, 19439673, 625000000},
    {"[pt_br]", volume, 454609, 800000000},
    {"[pt_us]", volume, 473176473, 1000000000000},
    {"[qt_br]", volume, 454609, 400000000},
    {"[qt_us]", volume, 473176473, 500000000000},
    {"[sft_i]", area, 145161, 1562500},
    {"[sin_i]", area, 16129, 25000000},
    {"[smi_us]", area, 40144896000000, 15499969},
    {"[ston_av]", mass, 45359237, 50000},
    {"[stone_av]", mass, 317514659, 50000000},
    {"[syd_i]", area, 1306449, 1562500},
    {"[yd_i]", length, 1143, 1250},
    {"a", duration, 31557600, 1},
    {"ar", area, 100, 1},
    {"atm", pressure, 101325, 1},
    {"bar", pressure, 100000, 1},
    {"bit", information, 1, 1},
    {"cL", volume, 1, 100000},
    {"cal", energy, 523, 125},
    {"cm", length, 1, 100},
    {"cm2", area, 1, 10000},
    {"cm3", volume, 1, 1000000},
    {"d", duration, 86400, 1},
    {"dL", volume, 1, 10000},
    {"deg", angle, 1, 1},
    {"dm", length, 1, 10},
    {"g", mass, 1, 1000},
    {"h", duration, 3600, 1},
    {"hL", volume, 1, 10},
    {"hPa", pressure, 100, 1},
    {"har", area, 10000, 1},
    {"kBq", frequency, 1000, 1},
    {"kBy", information, 8000, 1},
    {"kHz", frequency, 1000, 1},
    {"kJ", energy, 1000, 1},
    {"kN", force, 1000, 1},
    {"kPa", pressure, 1000, 1},
    {"kV", voltage, 1000, 1},
    {"kW", power, 1000, 1},
    {"kW.h", energy, 3600000, 1},
    {"kcal", energy, 4184, 1},
    {"kg", mass, 1, 1},
    {"km", length, 1000, 1},
    {"km/h", speed, 5, 18},
    {"km2", area, 1000000, 1},
    {"km3", volume, 1000000000, 1},
    {"kt", mass, 1000000, 1},
    {"l", volume, 1, 1000},
    {"m", length, 1, 1},
    {"m/s", speed, 1, 1},
    {"m2", area, 1, 1},
    {"m3", volume, 1, 1},
    {"mA", current, 1, 1000},
    {"mGy", dose, 1, 1000},
    {"mL", volume, 1, 1000000},
    {"mSv", dose, 1, 1000},
    {"mbar", pressure, 100, 1},
    {"mg", mass, 1, 1000000},
    {"min", duration, 60, 1},
    {"ml", volume, 1, 1000000},
    {"mm", length, 1, 1000},
    {"mm2", area, 1, 1000000},
    {"mm3", volume, 1, 1000000000},
    {"mo", duration, 2629800, 1},
    {"mol", substance, 1, 1},
    {"ms", duration, 1, 1000},
    {"nm", length, 1, 1000000000},
    {"ns", duration, 1, 1000000000},
    {"s", duration, 1, 1},
    {"t", mass, 1000, 1},
    {"uSv", dose, 1, 1000000},
    {"ug", mass, 1, 1000000000},
    {"um", length, 1, 1000000},
    {"us", duration, 1, 1000000},
    {"wk", duration, 604800, 1},
};

Error unknown_unit(std::string_view code) {
    return {Errc::unknown,     "unit",          "code", "a code of the catalogue, or the quotient of two",
            std::string(code), Error::no_offset};
}

Result<signed char> subtract(signed char a, signed char b) {
    int const difference = a - b;
    if (difference < -128 || difference > 127) {
        return Error{Errc::out_of_range, "unit", "dimension", "exponents within a byte", {}, Error::no_offset};
    }
    return static_cast<signed char>(difference);
}

Result<Dimension> quotient(Dimension const& a, Dimension const& b) {
    static constexpr std::array<signed char Dimension::*, 8> exponents = {
        &Dimension::length,  &Dimension::mass,      &Dimension::time,        &Dimension::temperature,
        &Dimension::current, &Dimension::substance, &Dimension::information, &Dimension::angle,
    };
    Dimension result;
    for (auto exponent : exponents) {
        auto difference = subtract(a.*exponent, b.*exponent);
        if (!difference) return std::move(difference).error();
        result.*exponent = *difference;
    }
    return result;
}

}  // namespace

UnitCatalogue const& UnitCatalogue::standard() {
    static UnitCatalogue const catalogue = [] {
        UnitCatalogue built;
        built.units_.reserve(std::size(rows));
        for (Row const& row : rows) {
            built
                .add({std::string(row.code), row.dimension, Rational(row.numerator, row.denominator),
                      Rational(row.offset_numerator, row.offset_denominator)})
                .value();
        }
        return built;
    }();
    return catalogue;
}

Result<void> UnitCatalogue::add(Unit unit) {
    if (unit.code.empty()) return Error{Errc::empty, "unit", "code", "a code", {}, Error::no_offset};
    if (unit.factor.sign() <= 0) {
        return Error{Errc::out_of_range, "unit", "factor", "a positive factor", to_text(unit.factor), Error::no_offset};
    }
    auto const place = std::lower_bound(units_.begin(), units_.end(), unit.code,
                                        [](Unit const& known, std::string const& code) { return known.code < code; });
    if (place != units_.end() && place->code == unit.code) {
        if (*place == unit) return {};
        return Error{Errc::conflict, "unit", "code", "a code that means nothing else", unit.code, Error::no_offset};
    }
    units_.insert(place, std::move(unit));
    return {};
}

Unit const* UnitCatalogue::find(std::string_view code) const noexcept {
    auto const place = std::lower_bound(units_.begin(), units_.end(), code,
                                        [](Unit const& known, std::string_view wanted) { return known.code < wanted; });
    return place != units_.end() && place->code == code ? &*place : nullptr;
}

Result<Unit> UnitCatalogue::resolve(std::string_view code) const {
    if (auto const* known = find(code)) return *known;
    auto const slash = code.rfind('/');
    if (slash == std::string_view::npos) return unknown_unit(code);
    Unit const* const above = find(code.substr(0, slash));
    Unit const* const below = find(code.substr(slash + 1));
    if (above == nullptr || below == nullptr) return unknown_unit(code);
    if (above->offset != Rational() || below->offset != Rational()) {
        return Error{Errc::not_allowed, "unit",          "code", "units that share their zero with their dimension",
                     std::string(code), Error::no_offset};
    }
    auto dimension = quotient(above->dimension, below->dimension);
    if (!dimension) return std::move(dimension).error();
    auto factor = try_divide(above->factor, below->factor);
    if (!factor) return std::move(factor).error();
    return Unit{std::string(code), *dimension, *factor, Rational()};
}

Result<Rational> UnitCatalogue::try_convert(Rational const& value, std::string_view from, std::string_view to) const {
    if (from == to) return value;
    auto const source = resolve(from);
    if (!source) return source.error();
    auto const target = resolve(to);
    if (!target) return target.error();
    if (source->dimension != target->dimension) {
        return Error{Errc::not_allowed,
                     "unit",
                     "dimension",
                     "units of one dimension",
                     std::string(from) + " and " + std::string(to),
                     Error::no_offset};
    }
    // The two factors are joined first: their quotient is usually short even where the factors are long.
    auto const factor = try_divide(source->factor, target->factor);
    if (!factor) return factor.error();
    auto const scaled = try_multiply(value, *factor);
    if (!scaled || source->offset == target->offset) return scaled;
    auto const difference = try_subtract(source->offset, target->offset);
    if (!difference) return difference.error();
    auto const shift = try_divide(*difference, target->factor);
    if (!shift) return shift.error();
    return try_add(*scaled, *shift);
}

}  // namespace ascribe
