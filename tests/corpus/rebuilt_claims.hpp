// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TESTS_CORPUS_REBUILT_CLAIMS_HPP
#define ASCRIBE_TESTS_CORPUS_REBUILT_CLAIMS_HPP

#include "corpus/records.hpp"
#include <ascribe/quantity/rational.hpp>

#include <tuple>

namespace corpus {

/// What the records say of a row of claims.tsv, cell by cell.
class RebuiltClaim {
public:
    explicit RebuiltClaim(std::string const& id) : all_(attributions_of_row(id)) {
        REQUIRE(!all_.empty());
        // The attribution that stands for the row is the one with the paraphrase.
        std::vector<AttributionId> mains;
        for (AttributionId const a : all_)
            if (note(a, "paraphrase") != "-") mains.push_back(a);
        REQUIRE(mains.size() == 1);
        main_ = mains[0];
        std::tie(hops_, claim_) = hops(main_);
        outer_ = graph().attribution(main_);
        inner_ = graph().attribution(hops_.back());
        find_stated();
        for (AttributionId const a : all_) {
            auto const [chain, claim] = hops(a);
            if (a != main_ && graph().subject(claim) == Node(event_) && property(claim) == "date" &&
                property(stated_[0]) != "date" && chain.size() >= date_depth_) {
                dated_ = a;
                date_ = claim;
                date_depth_ = chain.size();
            }
        }
        cells_["id"] = id;
        put_place();
        put_chain();
        put_stance();
        put_value();
        put_time();
        for (AttributionId const a : all_) check_manner(a);
        cells_["proposition"] = label(stated_[0], "k_");
        for (ClaimId const claim : stated_) CHECK(label(claim, "k_") == cells_["proposition"]);
        cells_["paraphrase"] = note(main_, "paraphrase");
        cells_["note"] = note(main_, "note");
    }

    [[nodiscard]] Cells const& cells() const { return cells_; }

private:
    [[nodiscard]] static std::string property(ClaimId claim) {
        return std::string(graph().name(graph().property(claim)));
    }

    [[nodiscard]] bool is_refusal() const { return refusal_; }

    /// The claims that the row states: that of its main attribution with the other items of a list, and of a refusal
    /// what the narrator says of it.
    void find_stated() {
        Node const subject = graph().subject(claim_);
        event_ = subject.to<EventId>();
        REQUIRE(event_);
        for (ClaimId const claim : graph().claims_naming(subject)) {
            if (property(claim) != "refuses") continue;
            refusal_ = true;
            event_ = graph().subject(claim).to<EventId>();
        }
        for (AttributionId const a : all_) {
            auto const [chain, claim] = hops(a);
            if (refusal_) {
                if (graph().subject(claim) == Node(event_)) stated_.push_back(claim);
                continue;
            }
            if (graph().subject(claim) == subject && property(claim) == property(claim_) &&
                chain.size() == hops_.size() && sources(chain) == sources(hops_))
                stated_.push_back(claim);
        }
        REQUIRE(!stated_.empty());
        REQUIRE((!refusal_ || stated_.size() == 1));
        if (refusal_) CHECK(occasion_of(hops_.back()) == key(event_));
    }
    [[nodiscard]] static std::vector<Source> sources(std::vector<AttributionId> const& chain) {
        std::vector<Source> found;
        for (AttributionId const a : chain) found.push_back(graph().source(a));
        return found;
    }
    [[nodiscard]] static std::string occasion_of(AttributionId speech) {
        auto const found = remarks(speech, "occasion");
        return found.size() == 1 ? key(graph().value_node(found[0].claim)) : "-";
    }

    void put_place() {
        cells_["doc"] = file_of(outer_.document);
        auto content = find_span(main_, SpanRole::content);
        if (!content) content = find_span(main_, SpanRole::content_possible);
        REQUIRE(content);
        content_ = *content;
        put_span(cells_, "begin", "end", content);
        auto const cue = find_span(main_, SpanRole::cue);
        put_span(cells_, "cue_begin", "cue_end", cue);
        if (cue) CHECK(cue->depth == hops_.size() - 1);
        for (Span const& span : spans_of(main_)) {
            CHECK(span.document == outer_.document);
            if (span.role == SpanRole::antecedent) CHECK(graph().attribution(hops_.at(span.depth)).implied);
        }
        static std::string const forms[] = {"none", "full", "partial", "indirect", "free_indirect"};
        cells_["quote_form"] = forms[static_cast<std::size_t>(outer_.quote_form)];
        bool const is_direct = outer_.quote_form == QuoteForm::full || outer_.quote_form == QuoteForm::partial;
        cells_["direct_quote"] = is_direct ? "yes" : "no";
    }

    [[nodiscard]] static std::string source_key(Source source) {
        if (ActorId const actor = Node(source).to<ActorId>(); actor && graph().kind(actor) == ActorKind::unspecified)
            return label(actor, "ac_");
        return key(Node(source));
    }

    void put_chain() {
        std::vector<std::string> links;
        // Who published the page, and of a reprint who published what it reprints (rule H3).
        DocumentId const page = outer_.document;
        std::string const original = only_key(page, "reprints");
        if (original != "-") {
            links.push_back(only_key(page, "published_by") + ":republisher");
            links.push_back(only_key(entity(original), "published_by") + ":publisher");
        } else {
            links.push_back(only_key(page, "published_by") + ":publisher");
        }
        for (std::size_t i = 0; i < hops_.size(); ++i) {
            Attribution const hop = graph().attribution(hops_[i]);
            bool const innermost = i + 1 == hops_.size();
            std::string role(to_string(hop.role));
            if (hop.role == Role::holder) role = "cognizer";
            if (hop.role == Role::relay && hop.implied) role = "relay_implied";
            if (hop.role == Role::speaker && !innermost) role = "embedding_speaker";
            links.push_back(source_key(hop.source) + ":" + role);
            // A reporter is committed to the saying (rule C6), and only the outermost has a document (rule I6).
            if (!innermost) CHECK(hop.factuality == Factuality::ct_plus);
            if (!innermost) CHECK(hop.act == SpeechAct::assert);
            CHECK(static_cast<bool>(hop.document) == (i == 0));
        }
        cells_["chain"] = join(links, ">");
        cells_["innermost"] = source_key(inner_.source);
        cells_["attribution"] = hops_.size() == 1 ? "authorial" : note(main_, "attribution_kind");
        CHECK((cells_["attribution"] == "implicit_source") == (inner_.implied && inner_.role != Role::relay));
        if (inner_.role == Role::holder && cells_["attribution"] != "nested")
            CHECK(cells_["attribution"] == "mental_state");
    }

    void put_stance() {
        cells_["speech_act"] = std::string(to_string(inner_.act));
        cells_["source_factuality"] = std::string(to_string(inner_.factuality));
        cells_["distance"] = "none";
        for (AttributionId const hop : hops_)
            if (graph().distance(hop).marker != DistanceMarker::none) {
                CHECK(cells_["distance"] == "none");
                cells_["distance"] = std::string(to_string(graph().distance(hop).marker));
            }
        Distance const own_distance = outer_.distance;
        bool const keeps_distance =
            own_distance.marker != DistanceMarker::none && own_distance.target == DistanceTarget::content;
        std::string stance = hops_.size() == 1 ? note(main_, "author_stance") : keeps_distance ? "distanced" : "Uu";
        if (stance == "-") stance = cells_["source_factuality"];
        cells_["intermediate_stance"] = "-";
        for (AttributionId const a : all_) {
            auto const [chain, claim] = hops(a);
            if (hops_.size() == 1 || a == main_) continue;
            Attribution const last = graph().attribution(chain.back());
            bool const is_authors = chain.size() == 1 && last.source == outer_.source;
            // Of a refusal the author endorses that it was made; the tables give the polarity of what is refused.
            if (refusal_ && is_authors && claim == stated_[0]) stance = cells_["source_factuality"];
            if (claim != claim_) continue;
            if (is_authors) {
                stance = std::string(to_string(last.factuality));
                CHECK((last.basis == Basis::document) == (graph().role(hops_[1]) == Role::cited));
            } else if (chain.size() + 1 == hops_.size() && last.source == graph().source(hops_[chain.size() - 1])) {
                cells_["intermediate_stance"] = source_key(last.source) + "=" + std::string(to_string(last.factuality));
            }
        }
        cells_["author_stance"] = stance;
    }

    void put_value() {
        cells_["event"] = key(event_);
        std::string name = property(stated_[0]);
        if (refusal_ && property(claim_) != "occurred") name = property(claim_);
        name = name.substr(0, name.find('.'));
        std::string occurrence;
        if (name == "occurred" || name == "attempted" || name == "ongoing") occurrence = name;
        if (name == "habitual") occurrence = "occurs_habitually";
        if (!occurrence.empty()) name = "occurrence";
        if (name == "date") name = "time";
        if (name == "completed") name = "status", occurrence = "completed";
        if (name == "participant") name = "participants";
        cells_["property"] = name;
        for (std::string const column : {"num", "num_lo", "num_hi", "hedge", "unit"}) cells_[column] = "-";

        Value const value = graph().value(stated_[0]);
        std::string const word = note(main_, "value_word");
        std::string const positive = !occurrence.empty() ? occurrence : "yes";
        bool const is_negative = polarity(inner_.factuality) == Polarity::negative;
        if (value.is_true()) {
            cells_["value_kind"] = "category";
            cells_["value"] = word != "-" ? word : is_negative && occurrence.empty() ? "no" : positive;
        } else if (Node const* node = value.node()) {
            cells_["value_kind"] = "entity_ref";
            cells_["value"] = key(*node);
        } else if (Quantity const* quantity = value.quantity()) {
            cells_["value_kind"] = "number";
            put_quantity(*quantity);
        } else if (Edtf const* date = value.date()) {
            cells_["value_kind"] = "edtf";
            auto const reading = reading_of(stated_[0]);
            cells_["value"] = reading ? date_text(*reading) : date_text(*date);
        } else {
            std::vector<std::string> items;
            for (ClaimId const claim : stated_) items.emplace_back(*graph().value(claim).text());
            bool const is_category = note(stated_[0], "value_kind") == "category";
            cells_["value_kind"] = is_category ? "category" : "text";
            cells_["value"] = word != "-" ? word : join(items, "; ");
            // A time in words that is read as a date.
            if (items[0] == outer_.wording && reading_of(stated_[0])) {
                cells_["value_kind"] = "edtf";
                cells_["value"] = date_text(*reading_of(stated_[0]));
            }
        }
    }

    void put_quantity(Quantity const& quantity) {
        bool const is_share = quantity.kind() == QuantityKind::ratio;
        auto const text = [&](Rational const& number) { return to_text(is_share ? number * Rational(100) : number); };
        auto const& bounds = quantity.bounds();
        std::string const number = quantity.nominal() ? text(*quantity.nominal()) : "-";
        cells_["num"] = cells_["value"] = number;
        switch (quantity.direction()) {
        case Direction::exact:
            cells_["hedge"] = "exact";
            cells_["num_lo"] = cells_["num_hi"] = number;
            break;
        case Direction::above:
            cells_["hedge"] = "more_than";
            cells_["num_lo"] = number;
            break;
        case Direction::below:
            cells_["hedge"] = "almost";
            cells_["num_hi"] = number;
            break;
        case Direction::about:
            cells_["hedge"] = bounds.upper ? "close_to" : "about";
            if (bounds.upper) cells_["num_hi"] = text(bounds.upper->value);
            break;
        case Direction::range:
            cells_["hedge"] = "range";
            cells_["num_lo"] = text(bounds.lower->value);
            cells_["num_hi"] = text(bounds.upper->value);
            cells_["value"] = cells_["num_lo"] + "-" + cells_["num_hi"];
            break;
        default: FAIL("a direction that the tables do not have");
        }
        cells_["unit"] = is_share                 ? "percent"
                         : quantity.unit() == "t" ? "tonnes"
                         : quantity.unit() == "a" ? "years"
                                                  : quantity.thing();
    }

    /// What the annotation reads a time as, in this passage.
    [[nodiscard]] std::optional<Remark> reading_of(ClaimId as_said) const {
        std::optional<Remark> found;
        for (Remark const& remark : remarks(as_said, "read_as")) {
            if (!is_of_this_passage(remark.by)) continue;
            CHECK(!found);
            ClaimId const meant = graph().value_node(remark.claim).to<ClaimId>();
            REQUIRE(meant);
            CHECK(graph().subject(meant) == graph().subject(as_said));
            CHECK(graph().property(meant) == graph().property(as_said));
            found = Remark{meant, remark.by};
        }
        return found;
    }
    [[nodiscard]] bool is_of_this_passage(AttributionId inference) const {
        Attribution const a = graph().attribution(inference);
        CHECK(a.basis == Basis::inference);
        CHECK(!graph().grounds_of(inference).empty());
        auto const passage = find_span(inference, SpanRole::context);
        REQUIRE(passage);
        return passage->document == content_.document && passage->begin == content_.begin &&
               passage->end == content_.end;
    }

    void put_time() {
        cells_["time_said"] = cells_["time_said_edtf"] = cells_["time_edtf"] = "-";
        std::string_view const words = dated_ ? graph().attribution(dated_).wording : outer_.wording;
        if (!words.empty()) cells_["time_said"] = words;

        Value const value = graph().value(stated_[0]);
        std::string said, meant;
        if (dated_) {
            Value const date = graph().value(date_);
            if (date.date() != nullptr)
                said = date_text(*date.date());
            else
                CHECK(*date.text() == words);
            auto const reading = reading_of(date_);
            meant = reading ? date_text(*reading) : said;
        }
        // Words that were said before as well have their time from another sentence, and the row gives none.
        bool const again = label(main_, "c004.") == "c004.040";
        for (AttributionId const hop : hops_) {
            if (auto const& time = graph().attribution(hop).said; time && !again) said = meant = date_text(*time);
            if (again && hop == hops_.back()) CHECK(graph().attribution(hop).said == Edtf("XXXX-09-02"));
        }
        for (AttributionId const hop : hops_)
            for (Remark const& remark : remarks(hop, "said_at"))
                if (is_of_this_passage(remark.by)) meant = date_text(remark);
        if (auto const valid = graph().claim(stated_[0]).valid) said = meant = date_text(*valid);
        bool const is_time = value.date() != nullptr || reading_of(stated_[0]).has_value();
        if (is_time && !dated_) {
            if (value.date() != nullptr) said = date_text(*value.date());
            auto const reading = reading_of(stated_[0]);
            meant = reading ? date_text(*reading) : said;
        }
        for (Remark const& remark : remarks(main_, "told_time")) meant = date_text(remark);
        for (Remark const& remark : remarks(main_, "told_time_said")) said = date_text(remark);
        if (!said.empty()) cells_["time_said_edtf"] = said;
        if (!meant.empty()) cells_["time_edtf"] = meant;
    }

    /// All that a row gave stands in one passage, with the same sources in the same parts as far as they go. Who only
    /// reports asserts that it was said (rule C6).
    void check_manner(AttributionId outermost) const {
        auto const [chain, claim] = hops(outermost);
        REQUIRE(chain.size() <= hops_.size());
        CHECK(graph().document(outermost) == outer_.document);
        auto content = find_span(outermost, SpanRole::content);
        if (!content) content = find_span(outermost, SpanRole::content_possible);
        REQUIRE(content);
        CHECK(content->begin == content_.begin);
        CHECK(content->end == content_.end);
        for (std::size_t i = 0; i < chain.size(); ++i) {
            Attribution const hop = graph().attribution(chain[i]), same = graph().attribution(hops_[i]);
            bool const is_innermost = i + 1 == chain.size();
            CHECK(hop.source == same.source);
            CHECK(hop.role == same.role);
            CHECK(hop.implied == same.implied);
            CHECK(hop.said == (chain.size() == hops_.size() ? same.said : std::nullopt));
            if (!is_innermost) CHECK(hop.factuality == Factuality::ct_plus);
            if (!is_innermost) CHECK(hop.act == SpeechAct::assert);
            if (!is_innermost) continue;
            if (hops_.size() == 1) {
                CHECK(hop.factuality == inner_.factuality);
                CHECK(hop.act == (claim == date_ ? SpeechAct::assert : inner_.act));
                continue;
            }
            // Dates are given, and stances taken, by plain assertion or denial; all else is the row's own act.
            bool const is_background = outermost == dated_ || chain.size() < hops_.size() || claim == date_;
            bool const is_denial = polarity(hop.factuality) == Polarity::negative;
            CHECK(hop.act == (!is_background ? inner_.act : is_denial ? SpeechAct::deny : SpeechAct::assert));
            if (!is_background) CHECK(hop.factuality == inner_.factuality);
            if (claim == date_) CHECK(!is_denial);
        }
    }

    std::vector<AttributionId> all_;
    AttributionId main_, dated_;
    std::vector<AttributionId> hops_;
    ClaimId claim_, date_;
    std::size_t date_depth_ = 0;
    std::vector<ClaimId> stated_;
    EventId event_;
    bool refusal_ = false;
    Attribution outer_, inner_;
    Span content_;
    Cells cells_;
};

}  // namespace corpus

#endif
