// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_MAP_FILE_FILE_HPP
#define ASCRIBE_EXAMPLES_MAP_FILE_FILE_HPP

#include <cerrno>
#include <cstddef>
#include <fcntl.h>
#include <memory>
#include <span>
#include <string>
#include <sys/mman.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

/// The few POSIX calls that a host needs to keep images in files.
namespace files {

[[noreturn]] inline void fail(std::string const& what) {
    throw std::system_error(errno, std::generic_category(), what);
}

class Descriptor {
public:
    Descriptor(std::string const& path, int flags) : number_(::open(path.c_str(), flags | O_CLOEXEC, 0644)) {
        if (number_ < 0) fail(path);
    }
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;
    ~Descriptor() { ::close(number_); }
    [[nodiscard]] int number() const noexcept { return number_; }

private:
    int number_;
};

/// Takes the pieces of an image. The file appears under its name when all of it is on the disk, or never: whoever looks
/// sees no half of it, also after the power failed.
class Writer {
public:
    explicit Writer(std::string path) : path_(std::move(path)), out_(path_ + ".new", O_WRONLY | O_CREAT | O_TRUNC) {}

    void operator()(std::span<std::byte const> piece) {
        while (!piece.empty()) {
            auto const written = ::write(out_.number(), piece.data(), piece.size());
            if (written < 0 && errno != EINTR) fail(path_);
            if (written > 0) piece = piece.subspan(static_cast<std::size_t>(written));
        }
    }
    void commit() {
        if (::fsync(out_.number()) != 0) fail(path_);
        if (::rename((path_ + ".new").c_str(), path_.c_str()) != 0) fail(path_);
        auto const slash = path_.rfind('/');
        Descriptor const directory(slash == std::string::npos ? "." : path_.substr(0, slash + 1), O_RDONLY);
        if (::fsync(directory.number()) != 0) fail(path_);
    }

private:
    std::string path_;
    Descriptor out_;
};

/// A file in memory. What is written to it stays in this process: the file does not change.
class Mapping {
public:
    explicit Mapping(std::string const& path) {
        Descriptor const file(path, O_RDONLY);
        struct stat about {};
        if (::fstat(file.number(), &about) != 0) fail(path);
        size_ = static_cast<std::size_t>(about.st_size);
        if (size_ == 0) return;
        at_ = ::mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_PRIVATE, file.number(), 0);
        if (at_ == MAP_FAILED) fail(path);
    }
    Mapping(Mapping const&) = delete;
    Mapping& operator=(Mapping const&) = delete;
    ~Mapping() {
        if (size_ != 0) ::munmap(at_, size_);
    }
    [[nodiscard]] std::span<std::byte> bytes() const noexcept { return {static_cast<std::byte*>(at_), size_}; }

private:
    void* at_ = nullptr;
    std::size_t size_ = 0;
};

}  // namespace files

#endif
