// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_LEDGER_IMAGE_DECODE_HPP
#define ASCRIBE_SRC_LEDGER_IMAGE_DECODE_HPP

#include "image_checks.hpp"
#include "image_frame.hpp"
#include <ascribe/ledger/store.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The parts of an image that many records share, checked and interned.
namespace ascribe::detail::image {

class Parts {
public:
    Parts(Store& store, Frame const& frame) : store_(store), frame_(frame) {}

    /// Reads texts; before anything else. Like the others it returns false for bad data, which `error` tells.
    [[nodiscard]] bool read_texts();
    /// The rest. Requires: all documents of the image are known.
    [[nodiscard]] bool read(std::uint32_t documents);

    [[nodiscard]] std::size_t text_count() const noexcept { return ends_.size(); }
    /// Requires: below text_count().
    [[nodiscard]] std::string_view text(std::size_t number) const noexcept;
    [[nodiscard]] TextRef interned_text(std::uint32_t number);

    /// Whether a date word is 0, one of a day that dates can be of, or of a date of the image.
    [[nodiscard]] bool has_date(std::uint32_t word) const noexcept {
        if (word >> 31 == 0) return is_day_or_none(word);
        return (word & ~(1u << 31)) < dates_.size();
    }
    [[nodiscard]] std::uint32_t date(std::uint32_t word) const noexcept {
        return word >> 31 == 0 ? word : dates_[word & ~(1u << 31)];
    }
    [[nodiscard]] std::vector<std::uint32_t> const& quantities() const noexcept { return quantities_; }

    struct MannerOf {
        std::uint32_t number = 0;
        std::uint32_t span_begin = 0, span_end = 0;
        bool has_evidence = false;     ///< spans, wording or a quote form
        bool has_own_spans = false;    ///< spans of the attribution's own document
        bool has_other_spans = false;  ///< and of others
    };
    [[nodiscard]] std::vector<MannerOf> const& manners() const noexcept { return manners_; }
    /// Whether a span says in so many words that it is of this document (number plus one).
    [[nodiscard]] bool names(MannerOf const& manner, std::uint32_t document) const noexcept;

    std::optional<Error> error;
    bool refuse(Section section, std::size_t element, Errc code, std::string_view expected, std::string found = {});

private:
    [[nodiscard]] bool read_dates();
    [[nodiscard]] bool read_quantities();
    [[nodiscard]] bool read_quantity(std::size_t i, QuantityElement const& element);
    [[nodiscard]] bool read_spans(std::uint32_t documents);
    [[nodiscard]] bool read_manners();

    Store& store_;
    Frame const& frame_;
    Elements<std::uint64_t> ends_;
    std::vector<TextRef> interned_;
    std::vector<std::uint32_t> dates_, quantities_;
    std::vector<MannerOf> manners_;
};

}  // namespace ascribe::detail::image

#endif
