# SPDX-License-Identifier: BSL-1.0
"""What the operations of the workload are called, and which figures may be set beside each other."""

# No peer but what the machine allows: stands beside ascribe, and has a mark of its own in the picture.
FLOOR = "flat_arrays"
TITLES = {FLOOR: "flat arrays (floor)", "boost_adjacency_list": "Boost adjacency_list", "boost_csr": "Boost CSR",
          "duckdb": "DuckDB", "kuzu": "Kuzu", "lemon": "LEMON", "sqlite": "SQLite"}

WORDS = {
    "1.ingest_per_attr": "recording",
    "1.entities_per_attr": "the entities, before that",
    "1.mem_peak_per_claim": "memory at the peak",
    "1.mem_peak_with_entities": "memory at the peak, entities too",
    "1.ingest_with_questions": "recording, with questions",
    "2.compact_per_attr": "putting into reading order",
    "2.lookup": "attributions of a claim",
    "2.lookup_batch": "attributions of claims known beforehand",
    "3.trace": "tracing a claim to its origins",
    "3.trace_batch20000": "tracing claims known beforehand",
    "3.origins": "origins of a claim, by one call",
    "3.trace_by_hand": "tracing, a statement for each step",
    "3.trace_subcomponent": "tracing, by its own function",
    "4.groups": "finding all groups that disagree",
    "5.view": "making a view",
    "5.withdrawals": "making Withdrawals of it",
    "5a.dominators": "single points of failure of all claims",
    "5b.cascade_full": "without a source, everything anew",
    "5c.cascade_incremental": "without a source, what hangs on it",
    "5c.the_most_cited": "without the most cited source",
    "5c.most_cited": "without one of the 50 most cited",
    "5c.random": "without a source drawn at random",
    "6.asof_100": "said by a day, in columns of the host's",
    "6.asof_100_graph": "said by a day, in the records",
    "6.asof_100_indexed": "said by a day, in sorted columns of the host's",
    "6.asof_100_reports": "said by a day, indexed beforehand",
    "6.asof_index": "making the columns of the host's",
    "6.asof_reports": "making that index",
    "7.independent_origins": "independent chains, an inner part",
    "7.corroboration": "independent lines of a claim",
    "8.merge4": "merging four shards",
    "9.image_open": "opening an image, numbers checked",
    "9.image_open_checksums": "opening an image, checksums checked",
    "9.image_open_everything": "opening an image, everything checked",
    "9.image_open_trusted": "opening an image on trust",
}

FEEDS = {"strings": "from string keys", "batches": "in 100 batches"}

# Who knows no integers is beside ascribe from string keys.
FED_BY = {"sord": "strings"}

# Beside each other in the table, but what they do differs too much for a ratio.
NOT_COMPARED = {"9.image_open_trusted"}

# What databases do not keep: thousands of times would leave no room for the other rows of the picture.
NOT_PICTURED = {"6.asof_100_reports", "6.asof_reports"}

# What a program does in its own way is measured against our one way.
SAME_QUESTION = {"3.trace_by_hand": "3.trace", "3.trace_subcomponent": "3.trace"}

# Whatever others make beforehand, so that such questions are quick, is beside what the library makes for that.
ROW_OF_OTHERS = {"6.asof_100_indexed": "6.asof_100_reports", "6.asof_index": "6.asof_reports"}

# Where ascribe and the floor go through columns made beforehand, peers go through their tables: that is beside our way
# through the records.
ROW_OF_PEERS = ROW_OF_OTHERS | {"6.asof_100": "6.asof_100_graph"}

# ascribe, and of the first of them the floor, count in columns that the program holds for the purpose; that says
# nothing about ascribe beside a database.
BY_HAND = {"6.asof_100", "6.asof_100_indexed", "6.asof_index"}

# In the picture all that ascribe does is done by its public interface; it answers more there.
PICTURED_AGAINST = {"7.independent_origins": "7.corroboration"}

# What has to be known to read the rows.
NOTES = [
    (BY_HAND,
     "`6.asof_100` of ascribe and of the floor, `6.asof_100_indexed` and `6.asof_index` of ascribe count in vectors of"
     " days that the program itself has made, for ascribe out of the public accessors; that is no question to the"
     " library, so they stand beside no peer, and not in the picture. `6.asof_100_graph` goes through the records by the"
     " public ranges, once for each of the 100 days, as the peers go through their tables."),
    ({"6.asof_100_reports", "6.asof_reports"},
     "`6.asof_100_reports` is the library's own answer, `FirstReports::claims_until`, from what `6.asof_reports` makes"
     " of a view; the index of a database, and the sorted days of the floor, are beside it, and what making those takes"
     " beside `6.asof_reports`."),
    ({"7.independent_origins"},
     "`7.independent_origins` drives a part of the library that hosts cannot call (`ascribe::detail`), on the edges"
     " that LEMON and the floor have too; all other rows are of the public interface. The call that hosts have is"
     " `7.corroboration`, which answers more (voices, joins, documents, where to cut): in the picture LEMON and the"
     " floor are beside that."),
    ({"5.view"},
     "`5a`, `5b`, `5c`, `3.origins`, `6.asof_100_reports` and `7.corroboration` are asked of a view: who asks the first"
     " such question pays `5.view`, once, and for `5c` also `5.withdrawals`, for `6.asof_100_reports` also"
     " `6.asof_reports`."),
]


def words(row):
    """A row in words: "1.ingest_per_attr, strings" is "recording, from string keys"."""
    operation, _, feed = row.partition(", ")
    operation, compacted, _ = operation.partition("_compacted")
    named = WORDS.get(operation, operation) + (", in reading order" if compacted else "")
    return named + (f", {FEEDS.get(feed, feed)}" if feed else "")


def title(program):
    return TITLES.get(program, program)
