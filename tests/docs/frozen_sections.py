# SPDX-License-Identifier: BSL-1.0
"""The frame of a frozen graph, its sections, tables and lists, as docs/frozen_image.md and docs/image.md describe them."""
import re
import struct
import sys

M64 = (1 << 64) - 1
CATEGORIES = ("none", "actor", "place", "document", "event", "claim", "attribution")


def mix(x):
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9 & M64
    x = (x ^ x >> 27) * 0x94d049bb133111eb & M64
    return x ^ x >> 31


def rotate(x, by):
    return (x << by | x >> (64 - by)) & M64


def hash2(a, b):
    return mix((a + 0x9e3779b97f4a7c15) * 0xff51afd7ed558ccd & M64 ^ rotate(b * 0xc4ceb9fe1a85ec53 & M64, 29))


def require(condition, what):
    if not condition:
        sys.exit("not as the page says: " + what)


class Image:
    """The frame, and what lies in the sections."""

    def __init__(self, page, path):
        with open(path, "rb") as file:
            self.bytes = file.read()
        with open(page, encoding="utf-8") as file:
            rows = re.findall(r"^\| (\d+) \| (\w+) \| (\w+) \| (\d+) \|", file.read(), re.MULTILINE)
        require(self.bytes[:8] == b"ascribe\x1a" and self.bytes[-8:] == self.bytes[:8], "magic")
        self.order = "<" if self.bytes[8] == 4 else ">"
        require(self.take("III", 8) == (0x01020304, 3, 2), "byte order, version and kind")
        end = len(self.bytes) - 64
        directory, count, size, checksum = self.take("QQQQ", end)
        require(count == len(rows) and size == len(self.bytes), "sections and size")
        require(directory % 64 == 0 and not any(self.bytes[20:64]) and not any(self.bytes[end + 32:-8]), "reserved")
        pieces = self.bytes[:64] + self.bytes[directory:directory + 32 * count] + self.bytes[end:end + 24]
        require(self.checksum(pieces) == checksum, "checksum of the frame")
        self.sections = {}
        at = 64
        for i, (number, name, form, size) in enumerate(rows):
            section, element, offset, count, checksum = self.take("IIQQQ", directory + 32 * i)
            require(section == i == int(number) and element == int(size) and offset == at, "section " + name)
            data = self.bytes[offset:offset + element * count]
            require(len(data) == element * count and self.checksum(data) == checksum, "bytes of " + name)
            self.sections[name] = data
            at = -(-(offset + len(data)) // 64) * 64
            require(not any(self.bytes[offset + len(data):at]), "what lies behind " + name)
        require(at == directory, "sections up to the directory")

    def take(self, format, offset):
        return struct.unpack_from(self.order + format, self.bytes, offset)

    def checksum(self, data):
        lanes = [1, 2, 3, 4]
        padded = data + bytes(-len(data) % 32)
        for i, (word,) in enumerate(struct.iter_unpack(self.order + "Q", padded)):
            lanes[i % 4] = rotate((lanes[i % 4] ^ word) * 0x9fb21c651e98df25 & M64, 29)
        total = mix(len(data))
        for lane in lanes:
            total = hash2(total, lane)
        return total

    def records(self, name, format):
        return list(struct.iter_unpack(self.order + format, self.sections[name]))

    def words(self, name):
        return [word for (word,) in self.records(name, "I")]

    def paged(self, pages, name, format):
        """{number of the record: element}"""
        elements = self.records(name, format)
        require(len(elements) % 256 == 0, "whole pages in " + name)
        found, next_page = {}, 1
        for p, page in enumerate(self.words(pages)):
            if page == 0:
                continue
            require(page == next_page, "pages in order in " + pages)
            next_page += 1
            for i in range(256):
                if any(elements[(page - 1) * 256 + i]):
                    found[p * 256 + i] = elements[(page - 1) * 256 + i]
        require((next_page - 1) * 256 == len(elements), "a number for each page of " + name)
        return found

    def hash_text(self, data):
        t = len(data) * 0x9e3779b97f4a7c15 & M64
        whole = len(data) // 8 * 8
        for (word,) in struct.iter_unpack(self.order + "Q", data[:whole]):
            t = (t ^ word) * 0xff51afd7ed558ccd & M64
            t ^= t >> 32
        return mix(t ^ struct.unpack(self.order + "Q", data[whole:] + bytes(8 - len(data) + whole))[0])


class Table:
    """What is found by a hash."""

    def __init__(self, image, name):
        self.name = name
        numbers = image.words(name + "_tables")
        slots = [slot for (slot,) in image.records(name + "_slots", "Q")]
        require(len(numbers) == 128 and sum(numbers[:64]) == len(slots), "sizes of " + name)
        self.parts = []
        for part, size in enumerate(numbers[:64]):
            self.parts.append(slots[:size])
            slots = slots[size:]
            used = sum(slot != 0 for slot in self.parts[-1])
            require(used == numbers[64 + part] and (size == 0 or used < size), "slots of " + name)

    def find(self, hash, is_it):
        part = self.parts[hash >> 58]
        low = hash & 0xffffffff
        at = low * len(part) >> 32
        while part and part[at] != 0:
            if part[at] >> 32 == low and is_it((part[at] & 0xffffffff) - 1):
                return (part[at] & 0xffffffff) - 1
            at = (at + 1) % len(part)
        return None

    def require_all(self, hashes):
        """{number: hash} of all that is to be found, and nothing else."""
        for number, hash in hashes.items():
            require(self.find(hash, lambda n: n == number) == number, "element %d found in %s" % (number, self.name))
        require(sum(slot != 0 for part in self.parts for slot in part) == len(hashes), "nothing else in " + self.name)


class Lists:
    """Blocks of words, taken kind by kind in the order in which they lie."""

    def __init__(self, image):
        self.words = image.words("words")
        self.end = 1

    def kind(self, firsts, stride=1):
        """The entries of each list that one of these blocks begins, by its place; looks where the blocks lie."""
        blocks, lists = [[] for _ in range(14)], []
        for first in firsts:
            entries, block, size = [], first, 0
            while block:
                length = stride * min(2 << size, (1 << 14) - 1)
                blocks[size].append((block, length))
                there = self.words[block:block + length]
                entries += [tuple(there[i:i + stride]) for i in range(0, length, stride) if there[i]]
                block, size = self.words[block - 1], min(size + 1, 13)
            lists.append(entries)
        for some in blocks:
            for block, length in some:
                require(block == self.end, "a block at word %d" % self.end)
                self.end = block + length + 1
        return lists

    def of_heads(self, heads):
        lists = dict(zip(sorted(heads), self.kind([heads[n][0] for n in sorted(heads)])))
        for n, (first, last, count) in heads.items():
            require(len(lists[n]) == count, "as many entries as the head says")
        return {n: [entry for (entry,) in entries] for n, entries in lists.items()}
