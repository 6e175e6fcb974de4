# SPDX-License-Identifier: BSL-1.0
"""Reads a frozen graph after docs/frozen_image.md and docs/image.md alone, and tells all of it in plain lines.

    python3 read_frozen.py docs/frozen_image.md image.bin > lines.txt

Numbers, sizes and order of the sections come from the table of that page. Checksums are made anew, every record is
looked for by its hash, and every block of a list has to lie where the page says. tests/docs/frozen_image.cpp compares
the lines with the library's answers.
"""
import struct
import sys

from frozen_sections import CATEGORIES, M64, Image, Lists, Table, hash2, mix, require, rotate


class Graph:
    def __init__(self, page, path):
        i = self.image = Image(page, path)
        (*self.counts, self.property_count, links, notes, self.source_grounds) = i.words("totals")
        self.keys = {c: i.words(c + "_keys") for c in CATEGORIES[1:5]}
        self.kinds = list(i.sections["actor_kinds"])
        self.properties = i.records("properties", "II")
        self.dates = i.records("dates", "IIqq")
        self.quantities = i.records("quantities", "IIIIqqqqqq")
        self.claims = i.records("claims", "IIII")
        self.groups = i.records("groups", "IIIIII")
        self.attributions = i.records("attributions", "IIII")
        self.manners = i.records("manners", "IIIII")
        self.spans = i.records("spans", "IIIIBBBB")
        self.links = i.records("links", "III")
        self.notes = i.records("notes", "IIIIq")
        sizes = [len(self.keys[c]) for c in CATEGORIES[1:5]] + [len(self.claims), len(self.attributions)]
        require(self.counts == sizes and links == len(self.links) and notes == len(self.notes), "totals")
        naming = [n for n, span in enumerate(self.spans) if span[0] != 0]
        require(i.words("naming_spans") == naming, "spans that name a document")
        self.read_lists()

    def read_lists(self):
        i, lists = self.image, Lists(self.image)
        runs, self.ups = i.words("runs"), i.words("run_ups")
        resting, resting_attributions = i.words("resting"), i.words("resting_attributions")
        lines = i.records("lines", "IIIIII")
        long_runs, long_resting = i.records("long_runs", "III"), i.records("long_resting", "III")
        self.require_extent(len(runs), len(self.ups))
        later = lists.kind([run[2] for run in long_runs] + [line[0] for line in lines], 2)
        self.of_claim = []
        for word in runs:
            first, count, _ = long_runs[word & 0x1fffffff] if word >> 29 == 7 else (word & 0x1fffffff, word >> 29, 0)
            more = later[word & 0x1fffffff] if word >> 29 == 7 else []
            self.of_claim.append([(a, self.ups[a + 1]) for a in range(first, first + count)] +
                                 [(a - 1, up) for a, up in more])
        for n, line in enumerate(lines):
            entries = [entry for entry in (line[2:4], line[4:6]) if entry[0]] + later[len(long_runs) + n]
            self.of_claim.append([(a - 1, up) for a, up in entries])

        later = lists.kind([run[2] for run in long_resting] + [line[1] for line in lines])
        self.resting = {}
        for c, word in enumerate(resting):
            first, count, _ = long_resting[word & 0x1fffffff] if word >> 29 == 7 else (word & 0x1fffffff, word >> 29, 0)
            more = later[word & 0x1fffffff] if word >> 29 == 7 else []
            self.resting[5 << 29 | c] = resting_attributions[first:first + count] + [entry for (entry,) in more]
        for n in range(len(lines)):
            entries = later[len(long_resting) + n]
            self.resting[5 << 29 | len(runs) + n] = [entry for (entry,) in entries]

        firsts = i.words("first_in_document")
        runs = lists.kind([max(first, 1 << 29) - (1 << 29) for first in firsts])
        self.runs_in = [[first] if 0 < first <= 1 << 29 else [entry for (entry,) in runs[d]]
                        for d, first in enumerate(firsts)]
        self.groups_of, self.naming, self.notes_of, self.by = {}, {}, {}, {}
        for c, category in enumerate(CATEGORIES):
            if c == 0:
                continue
            for n, head in i.paged(category + "_group_pages", category + "_groups", "III").items():
                self.groups_of[c << 29 | n] = head
            heads = lambda name, list: i.paged(category + "_" + name + "_pages", category + "_" + list, "III")
            self.naming.update((c << 29 | n, l) for n, l in lists.of_heads(heads("named", "named_by")).items())
            self.resting.update((c << 29 | n, l) for n, l in lists.of_heads(heads("dependent", "dependents")).items())
            self.notes_of.update((c << 29 | n, l) for n, l in lists.of_heads(heads("note", "notes")).items())
            if category in ("actor", "document"):
                by = i.paged("by_" + category + "_pages", "by_" + category, "III")
                self.by.update((c << 29 | n, l) for n, l in lists.of_heads(by).items())
        self.carriers = lists.of_heads(i.paged("carrier_pages", "carriers", "III"))
        self.labelled = lists.of_heads(i.paged("labelled_pages", "labelled", "III"))
        require(lists.end == len(lists.words) + 1, "nothing but blocks in words")
        self.carrier_ups = {n: up for n, (up,) in i.paged("carrier_up_pages", "carrier_ups", "I").items()}
        self.up_of = dict(entry for entries in self.of_claim for entry in entries)

    def require_extent(self, runs, ups):
        """That just those claims and attributions are kept in runs of which the page says so."""
        last, broken = {}, None
        for a, (content, *_) in enumerate(self.attributions):
            if content >> 29 == 5:
                if broken is None and last.get(content, a - 1) != a - 1:
                    broken = a
                last[content] = a
        until = len(self.attributions) if broken is None else broken
        firsts = {}
        for a, (content, *_) in enumerate(self.attributions):
            if content >> 29 == 5:
                firsts.setdefault(content & 0x1fffffff, a)
        claims = min([c for c, a in firsts.items() if a >= until], default=len(self.claims))
        expected = (claims, until + 1) if claims and until else (0, 0)
        require((runs, ups) == expected, "%d claims and %d words in runs" % expected)

    def text(self, at):
        data, begin = self.image.sections["text_words"], 4 * at
        length, begin = data[begin], begin + 1
        if length == 255:
            (length,), begin = struct.unpack_from(self.image.order + "I", data, begin), begin + 4
        require(begin + length <= len(data), "a text within its section")
        return data[begin:begin + length]

    def node(self, word):
        return "-" if word == 0 else CATEGORIES[word >> 29] + str(word & 0x1fffffff)

    def date(self, word):
        if word == 0:
            return "-"
        if word < 1 << 31:
            return str(word - (1 << 30))
        text, _, first, last = self.dates[word - (1 << 31)]
        return "%s[%d,%d]" % (self.text(text).hex(), first, last)

    def quantity(self, word):
        if word >= 1 << 31:
            return "plain %d" % (word - (1 << 31))
        bits, unit, thing, _, *numbers = self.quantities[word]
        if bits == 1 << 21:
            return "written " + self.text(unit).hex()
        there = ["%d/%d" % (numbers[2 * k], numbers[2 * k + 1]) if bits >> 16 + k & 1 else "-" for k in range(3)]
        return "%d %d %s %d%d %s %s" % (bits & 0xff, bits >> 8 & 0xff, " ".join(there), bits >> 19 & 1, bits >> 20 & 1,
                                        self.text(unit).hex() or "-", self.text(thing).hex() or "-")

    def value(self, kind, word):
        return ("true", "record ", "text ", "quantity ", "date ")[kind] + \
            ("", self.node(word) if kind == 1 else "", self.text(word).hex() if kind == 2 else "",
             self.quantity(word) if kind == 3 else "", self.date(word) if kind == 4 else "")[kind]

    def grounds(self, a):
        content, source, _, _ = self.attributions[a]
        up = self.up_of[a] if content >> 29 == 5 else self.carrier_ups.get(a, source)
        grounds = []
        while up >> 29 == 7:
            attribution, ground, up = self.links[up & 0x1fffffff]
            require(attribution == a, "links of one attribution")
            grounds.append(ground)
        if up != source:
            grounds.append(source if up == 1 else up)
        return grounds[::-1]

    def in_document(self, d):
        found = []
        for run in self.runs_in[d]:
            at = run - 1
            while at is not None:
                found.append(at)
                nearby = range(at + 1, min(at + 66, len(self.attributions)))
                document = next((n for n in nearby if self.attributions[n][2] != 0), None)
                at = document if document is not None and self.attributions[document][2] == d + 1 else None
        return found

    def require_tables(self):
        """Every record is found by its hash, and every key, name and label leads to its record."""
        i = self.image
        texts = {}
        for c, keys in self.keys.items():
            hashes = {n: i.hash_text(self.text(key)) for n, key in enumerate(keys)}
            Table(i, c).require_all(hashes)
            for n, key in enumerate(keys):
                found = Table.find(self.table(c), hashes[n], lambda k: self.text(keys[k]) == self.text(key))
                require(found == n, "key of %s%d" % (c, n))
        used = [p[0] for p in self.properties] + [d[0] for d in self.dates] + [n[1] - 1 for n in self.notes if n[1]] + \
            [m[2] - 1 for m in self.manners if m[2]] + [c[1] for c in self.claims if c[0] >> 29 == 2] + \
            [q[1] for q in self.quantities] + [q[2] for q in self.quantities if q[0] != 1 << 21]
        texts = {text: i.hash_text(self.text(text)) for text in used}
        Table(i, "text").require_all(texts)
        Table(i, "property").require_all({n: texts[p[0]] for n, p in enumerate(self.properties)})
        Table(i, "date").require_all({n: texts[d[0]] for n, d in enumerate(self.dates)})
        Table(i, "quantity").require_all({n: self.hash_quantity(q) for n, q in enumerate(self.quantities)})
        Table(i, "claim").require_all({n: self.hash_claim(c) for n, c in enumerate(self.claims)})
        many = lambda lists: [n for some in lists for n in some[16:]]
        groups = many(self.chain(head[0], self.groups, 5) for head in self.groups_of.values())
        Table(i, "group").require_all({n: hash2(self.groups[n][0], self.groups[n][1]) for n in groups})
        of_content = [[a for a, _ in entries] for entries in self.of_claim] + \
            [[a - 1 for a in entries] for entries in self.carriers.values()]
        Table(i, "attribution").require_all({n: self.hash_attribution(self.attributions[n]) for n in many(of_content)})
        Table(i, "manner").require_all({n: self.hash_manner(m) for n, m in enumerate(self.manners)})
        first = {}
        for n, note in enumerate(self.notes):
            if note[1] != 0:
                first.setdefault(note[1], n)
        Table(i, "label").require_all({n: mix(text) for text, n in first.items()})
        return first

    def table(self, name, known={}):
        if (self, name) not in known:
            known[self, name] = Table(self.image, name)
        return known[self, name]

    def hash_quantity(self, q):
        bits, unit, thing, _, *n = q
        nominal, lower, upper = ((n[k], n[k + 1]) for k in (0, 2, 4))
        fraction = lambda x: hash2(x[0] & M64, x[1])
        h = hash2(fraction(lower), unit << 32 | thing) + bits & M64
        for other in (upper, nominal):
            h = hash2(h, fraction(other)) if other != lower else h
        return mix(h)

    def hash_claim(self, claim):
        subject, number = self.groups[claim[0] & 0x1fffffff][:2]
        return hash2(hash2(subject << 32 | number, claim[1]), claim[0] >> 29 << 32 | claim[2])

    def hash_attribution(self, a):
        return hash2(a[0] << 32 | a[1], a[2] << 32 | a[3])

    def hash_manner(self, manner):
        said, bits, wording, first, count = manner
        h = said << 32 | bits
        for document, _, begin, end, role, depth, open_begin, open_end in self.spans[first:first + count]:
            small = role << 16 | depth << 8 | open_begin << 1 | open_end
            h = rotate((h ^ (document << 32 | begin)) * 0xff51afd7ed558ccd & M64, 31)
            h = rotate((h ^ (end << 32 | small)) * 0xc4ceb9fe1a85ec53 & M64, 29)
        return hash2(h, wording << 32 | count)

    def chain(self, first, records, next):
        found = []
        while first:
            found.append(first - 1)
            first = records[first - 1][next]
        return found

    # What it tells, a line for each record

    def lines(self):
        for c, keys in self.keys.items():
            for n, key in enumerate(keys):
                yield "%s%d %s%s" % (c, n, self.text(key).hex(), " kind %d" % self.kinds[n] if c == "actor" else "")
        for n, (name, traits) in enumerate(self.properties):
            yield "property%d %s traits %d" % (n, self.text(name).hex(), traits)
        for n, (kind_group, value, valid, _) in enumerate(self.claims):
            group = self.groups[kind_group & 0x1fffffff]
            yield "claim%d %s property%d %s valid %s" % (n, self.node(group[0]), group[1],
                                                        self.value(kind_group >> 29, value), self.date(valid))
            for a, up in self.of_claim[n]:
                _, source, document, _ = self.attributions[a]
                yield " put forward: attribution%d %s %s" % (a, self.node(source),
                                                             "document%d" % (document - 1) if document else "-")
        for n, (subject, number, first, last, second, _) in enumerate(self.groups):
            yield "group %s property%d second %d:%s" % (
                self.node(subject), number, second != 0,
                "".join(" claim%d" % c for c in self.chain(first + 1, self.claims, 3)))
        for n, (content, source, document, manner) in enumerate(self.attributions):
            said, bits, wording, first, count = self.manners[manner]
            fields, at = [], 0
            for width in (3, 5, 3, 3, 3, 3, 1, 1):
                fields.append(str(bits >> at & (1 << width) - 1))
                at += width
            yield "attribution%d %s %s %s said %s manner %s wording %s" % (
                n, self.node(content), self.node(source), "document%d" % (document - 1) if document else "-",
                self.date(said), " ".join(fields), self.text(wording - 1).hex() if wording else "-")
            for span in self.spans[first:first + count]:
                yield " span %s %d %d %d %d %d %d" % ((self.node(span[0]),) + span[2:])
            yield from self.some(" rests on", map(self.node, self.grounds(n)))
        for c, count in enumerate(self.counts, 1):
            for n in range(count):
                yield from self.about(c << 29 | n)
        for label, _, note in sorted((self.text(t - 1), t, n) for t, n in self.require_tables().items()):
            notes = [note] + [entry - 1 for entry in self.labelled.get(note, [])]
            nodes = dict.fromkeys(self.node(self.notes[n][0]) for n in notes)
            yield from self.some("label " + label.hex(), nodes)

    def some(self, what, names):
        names = "".join(" " + name for name in names)
        return [what + ":" + names] if names else []

    def about(self, word):
        yield from self.some(self.node(word) + " groups", (
            "property%d" % self.groups[g][1] for g in self.chain(self.groups_of.get(word, (0,))[0], self.groups, 5)))
        yield from self.some(self.node(word) + " named by", ("claim%d" % (c - 1) for c in self.naming.get(word, [])))
        resting = self.resting.get(word, [])
        yield from self.some(self.node(word) + " carries", (
            "attribution%d" % (self.links[e & 0x7fffffff][0] if e >> 31 else e - 1) for e in resting))
        yield from self.some(self.node(word) + " says", ("attribution%d" % (a - 1) for a in self.by.get(word, [])))
        number = word & 0x1fffffff
        if word >> 29 == 3:
            yield from self.some(self.node(word) + " holds", ("attribution%d" % a for a in self.in_document(number)))
        if word >> 29 == 6:
            yield from self.some(self.node(word) + " reported by",
                                 ("attribution%d" % (a - 1) for a in self.carriers.get(number, [])))
        for node, text, actor, _, at in sorted((self.notes[n - 1] for n in self.notes_of.get(word, [])),
                                               key=lambda note: note[1] == 0):
            require(node == word, "notes of a record")
            yield "%s %s by %s" % (self.node(word), "label " + self.text(text - 1).hex() if text else "at %d" % at,
                                   "actor%d" % (actor - 1) if actor else "-")


if __name__ == "__main__":
    print("\n".join(Graph(sys.argv[1], sys.argv[2]).lines()))
