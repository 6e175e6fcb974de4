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
    explicit DocumentSupport(View const& view);

    /// Whether a document stands if these records are withdrawn, too.
    [[nodiscard]] bool stands(DocumentId document, std::vector<Node> const& also) const;
    /// Appends each record whose withdrawal alone makes a document fall that stands.
    void needs(DocumentId document, std::vector<Node>& nodes) const;
    /// Appends every document, other than the record itself, whose standing may hang on the record.
    void touched_by(Node node, std::vector<DocumentId>& documents) const;

private:
    struct Fact {
        Node value;  ///< a document: the whole; an actor: a publisher
        bool always = false;
        std::vector<AttributionId> known_by;
    };
    [[nodiscard]] bool is_gone(Node node, std::vector<Node> const& also) const;
    [[nodiscard]] bool holds(Fact const& fact, std::vector<Node> const& also) const;

    Graph graph_;
    std::unordered_set<std::uint32_t> withdrawn_;                       ///< node words
    std::unordered_map<std::uint32_t, std::vector<Fact>> facts_;        ///< by document number
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> of_;  ///< by node word, documents with such facts
    std::unordered_map<std::uint32_t, std::vector<Node>> needs_;        ///< by document number, beyond itself
};

}  // namespace ascribe::detail

#endif
