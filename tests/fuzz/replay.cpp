// SPDX-License-Identifier: BSL-1.0
// The main of a fuzz target in an ordinary build: gives it the empty input, every file of a corpus directory, and a
// fixed number of mutations of each file, the same ones on every machine.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

namespace {

constexpr int mutations_of_a_file = 64;

// splitmix64: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
class Numbers {
public:
    explicit Numbers(std::uint64_t seed) : state_(seed) {}
    std::size_t below(std::size_t bound) {
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        return static_cast<std::size_t>((z ^ (z >> 31)) % bound);
    }

private:
    std::uint64_t state_;
};

// A heap block of exactly this size, so that the address sanitizer sees one byte too far.
void run(std::string const& text) {
    std::vector<std::uint8_t> const bytes(text.begin(), text.end());
    LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

std::string mutated(std::string text, Numbers& numbers) {
    static std::string const specials("\0\n\r\"\\{}[],:-0~?%/\x7f\x80\xc3\xff", 22);
    std::size_t const steps = 1 + numbers.below(4);
    for (std::size_t step = 0; step < steps; ++step) {
        if (text.empty()) return std::string(1, specials[numbers.below(specials.size())]);
        std::size_t const at = numbers.below(text.size());
        std::size_t const length = (std::min)(text.size() - at, 1 + numbers.below(16));
        switch (numbers.below(6)) {
        case 0: text.resize(at); break;
        case 1: text.erase(at, length); break;
        case 2: text.insert(at, text.substr(at, length)); break;
        case 3: text[at] = static_cast<char>(text[at] ^ (1 << numbers.below(8))); break;
        case 4: text[at] = specials[numbers.below(specials.size())]; break;
        default: text.insert(at, 1, specials[numbers.below(specials.size())]); break;
        }
    }
    return text;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fprintf(stderr, "usage: %s <corpus directory>\n", argv[0]);
        return 2;
    }
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (auto const& entry : std::filesystem::directory_iterator(argv[1], error)) {
        if (entry.is_regular_file()) files.push_back(entry.path());
    }
    if (files.empty()) {
        std::fprintf(stderr, "%s holds no file\n", argv[1]);
        return 1;
    }
    std::sort(files.begin(), files.end());

    run("");
    std::size_t inputs = 1;
    for (std::size_t i = 0; i < files.size(); ++i) {
        std::ifstream stream(files[i], std::ios::binary);
        std::string const text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
        if (!stream) {
            std::fprintf(stderr, "cannot read %s\n", files[i].string().c_str());
            return 1;
        }
        // Named first, so that a crash tells its input.
        std::printf("%s\n", files[i].filename().string().c_str());
        std::fflush(stdout);
        run(text);
        Numbers numbers(i);
        for (int m = 0; m < mutations_of_a_file; ++m) run(mutated(text, numbers));
        inputs += 1 + mutations_of_a_file;
    }
    std::printf("%zu inputs\n", inputs);
}
