// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_ANALYSIS_DOCUMENT_SUPPORT_HPP
#define ASCRIBE_SRC_ANALYSIS_DOCUMENT_SUPPORT_HPP

#include <ascribe/graph/view.hpp>

#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace ascribe::detail {

/// What lets documents stand (rule W2): wholes and publishers as the view reads them before anything else (rule R4),
/// each with the attributions by which it is known, since it is forgotten when these are withdrawn.
class DocumentSupport {
public:
    /// With an index of all documents that have such facts, which looks at every claim if any have; or without, so that
    /// the facts of a document are read when it is asked about, which is linear in the claims about it and its wholes.
    enum class Extent : std::uint8_t { all, asked };
    DocumentSupport(View const& view, Extent extent);

    /// Whether a document stands if these records are withdrawn, too. Requires: an index.
    [[nodiscard]] bool stands(DocumentId document, std::vector<Node> const& also) const {
        return stands(facts_, document, also);
    }
    /// Appends each record whose withdrawal alone makes a document fall that stands.
    void needs(DocumentId document, std::vector<Node>& nodes) const;
    /// Appends every document whose standing may hang on the record, for one that is a document its parts. Requires: an
    /// index.
    void touched_by(Node node, std::vector<DocumentId>& documents) const;

private:
    struct Fact {
        Node value;  ///< a document: the whole; an actor: a publisher
        bool always = false;
        std::vector<AttributionId> known_by;
    };
    using Facts = std::unordered_map<std::uint32_t, std::vector<Fact>>;  ///< by document number
    [[nodiscard]] bool read(ClaimId claim, Fact& fact) const;
    [[nodiscard]] bool stands(Facts const& facts, DocumentId document, std::vector<Node> const& also) const;
    void find_needs(Facts const& facts, DocumentId document, std::vector<Node>& nodes) const;
    [[nodiscard]] bool is_gone(Node node, std::vector<Node> const& also) const;
    [[nodiscard]] bool holds(Fact const& fact, std::vector<Node> const& also) const;

    View view_;
    Graph graph_;
    Extent extent_;
    std::unordered_set<std::uint32_t> withdrawn_;  ///< node words
    PropertyId part_of_, published_by_;
    Facts facts_;
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> of_;  ///< by node word, documents with such facts
    std::unordered_map<std::uint32_t, std::vector<Node>> needs_;        ///< by document number, beyond itself
};

}  // namespace ascribe::detail

#endif
