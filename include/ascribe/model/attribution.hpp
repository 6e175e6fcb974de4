// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_MODEL_ATTRIBUTION_HPP
#define ASCRIBE_MODEL_ATTRIBUTION_HPP

#include <ascribe/core/id.hpp>
#include <ascribe/model/span.hpp>
#include <ascribe/model/speech_act.hpp>
#include <ascribe/model/stance.hpp>
#include <ascribe/time/edtf.hpp>

#include <optional>
#include <span>
#include <string_view>

namespace ascribe {

/// The part a source plays in a chain (rule H2). Publishers are not among them: they publish documents, not sentences
/// (rule H3).
enum class Role : std::uint8_t { author, speaker, relay, cited, holder, editor, translator, analyst };

template <>
struct Names<Role> {
    static constexpr std::string_view kind = "role";
    static constexpr std::string_view expected = "author, speaker, relay, cited, holder, editor, translator or analyst";
    static constexpr std::array<std::string_view, 8> values = {"author", "speaker", "relay",      "cited",
                                                               "holder", "editor",  "translator", "analyst"};
};

/// What the source's word rests on, as far as it says so.
enum class Basis : std::uint8_t { unstated, witness, hearsay, inference, computation, document, own_act };

template <>
struct Names<Basis> {
    static constexpr std::string_view kind = "basis";
    static constexpr std::string_view expected =
        "unstated, witness, hearsay, inference, computation, document or own_act";
    static constexpr std::array<std::string_view, 7> values = {"unstated",    "witness",  "hearsay", "inference",
                                                               "computation", "document", "own_act"};
};

/// How the reporter renders the words.
enum class QuoteForm : std::uint8_t { none, full, partial, indirect, free_indirect };

template <>
struct Names<QuoteForm> {
    static constexpr std::string_view kind = "quote form";
    static constexpr std::string_view expected = "none, full, partial, indirect or free_indirect";
    static constexpr std::array<std::string_view, 5> values = {"none", "full", "partial", "indirect", "free_indirect"};
};

/// A source putting a claim forward, or putting forward another attribution ("A reports that B said").
///
/// An attribution is identified by everything in it (rule I3). Where nothing is said, the defaults hold: certain,
/// asserted, as author, stated, basis unstated. Only the outermost attribution has a document and evidence spans, and
/// the wording; the reported ones inside have what belongs to the speaker (rules H4, I6).
/// Text and spans are viewed, not owned, as in Value. What is learned later (grounds, recordings, labels) is linked to
/// it through the ledger and never changes it (rule I4).
struct Attribution {
    Source source;
    Content content;
    Factuality factuality = Factuality::ct_plus;
    SpeechAct act = SpeechAct::assert;
    Role role = Role::author;
    bool implied = false;  ///< the hop is not stated but carried over from elsewhere (rule H2)
    Basis basis = Basis::unstated;
    QuoteForm quote_form = QuoteForm::none;
    Distance distance = {};
    DocumentId document = {};
    std::optional<Edtf> said = {};  ///< time said, as reported
    std::string_view wording = {};  ///< words worth keeping: of a hedge, a date, a term
    std::span<Span const> spans = {};

    friend bool operator==(Attribution const& a, Attribution const& b) noexcept;
};

[[nodiscard]] inline bool operator==(Attribution const& a, Attribution const& b) noexcept {
    if (a.spans.size() != b.spans.size()) return false;
    for (std::size_t i = 0; i < a.spans.size(); ++i)
        if (a.spans[i] != b.spans[i]) return false;
    return a.source == b.source && a.content == b.content && a.factuality == b.factuality && a.act == b.act &&
           a.role == b.role && a.implied == b.implied && a.basis == b.basis && a.quote_form == b.quote_form &&
           a.distance == b.distance && a.document == b.document && a.said == b.said && a.wording == b.wording;
}

}  // namespace ascribe

#endif
