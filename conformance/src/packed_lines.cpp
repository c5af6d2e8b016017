// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/packed_lines.hpp"

#include <zstd.h>

#include <new>
#include <stdexcept>

#include "gathercheck/conformance/recording_error.hpp"

namespace gathercheck::conformance {
namespace {

/// Thorough: what is packed once is read often, and lies in the repository.
constexpr int level = 19;

/// How much is unpacked at a time.
constexpr std::size_t piece = 1u << 18;

/// How much is packed at a time. Less than that is packed as a whole, for which Zstandard needs
/// less memory.
constexpr std::size_t load = 1u << 22;

}  // namespace

class LinePacker::Stream {
 public:
  Stream() : context_(ZSTD_createCCtx()) {
    if (!context_) throw std::bad_alloc();
    ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_compressionLevel, level);
    ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_checksumFlag, 1);
  }

  void add(std::string_view line) {
    text_.append(line).append("\n");
    if (text_.size() >= load) pack(ZSTD_e_continue);
  }
  std::string finish() {
    pack(ZSTD_e_end);
    return std::move(packed_);
  }

 private:
  struct Free {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  };

  void pack(ZSTD_EndDirective directive) {
    ZSTD_inBuffer in{text_.data(), text_.size(), 0};
    std::size_t left = 0;
    do {
      ZSTD_outBuffer out{room_.data(), room_.size(), 0};
      left = ZSTD_compressStream2(context_.get(), &out, &in, directive);
      if (ZSTD_isError(left)) throw std::runtime_error(ZSTD_getErrorName(left));
      packed_.append(room_, 0, out.pos);
    } while (in.pos < in.size || (directive == ZSTD_e_end && left > 0));
    text_.clear();
  }

  std::unique_ptr<ZSTD_CCtx, Free> context_;
  std::string text_;  // not packed yet
  std::string room_ = std::string(ZSTD_CStreamOutSize(), '\0');
  std::string packed_;
};

LinePacker::LinePacker() : stream_(std::make_unique<Stream>()) {}
LinePacker::~LinePacker() = default;

void LinePacker::add(std::string_view line) {
  stream_->add(line);
}

std::string LinePacker::finish() {
  return stream_->finish();
}

class LineUnpacker::Stream {
 public:
  explicit Stream(std::string bytes)
      : bytes_(std::move(bytes)),
        in_{bytes_.data(), bytes_.size(), 0},
        context_(ZSTD_createDCtx()) {
    if (!context_) throw std::bad_alloc();
  }

  /// Appends the next piece to `text`. What is wrong with the bytes, if anything; nothing is
  /// appended at their end.
  const char* unpack(std::string& text) {
    const auto before = text.size();
    text.resize(before + piece);
    ZSTD_outBuffer out{text.data() + before, piece, 0};
    while (out.pos == 0 && !(in_.pos == in_.size && complete_)) {
      const auto left = ZSTD_decompressStream(context_.get(), &out, &in_);
      if (ZSTD_isError(left)) return ZSTD_getErrorName(left);
      complete_ = left == 0;
      if (!complete_ && out.pos == 0 && in_.pos == in_.size) return "it is cut off";
    }
    text.resize(before + out.pos);
    return nullptr;
  }

 private:
  struct Free {
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
  };

  std::string bytes_;
  ZSTD_inBuffer in_;
  bool complete_ = false;  // no frame is begun and not ended
  std::unique_ptr<ZSTD_DCtx, Free> context_;
};

LineUnpacker::LineUnpacker(std::string bytes, std::string source)
    : source_(std::move(source)), stream_(std::make_unique<Stream>(std::move(bytes))) {}
LineUnpacker::LineUnpacker(LineUnpacker&&) noexcept = default;
LineUnpacker::~LineUnpacker() = default;

std::optional<std::string_view> LineUnpacker::next() {
  for (auto searched = start_;;) {
    const auto end = text_.find('\n', searched);
    if (end != std::string::npos) {
      const auto line = std::string_view(text_).substr(start_, end - start_);
      start_ = end + 1;
      return line;
    }
    searched = text_.size() - start_;  // what fill() leaves of the text is at its beginning
    if (!fill()) break;
  }
  if (!text_.empty()) complain("the last line has no end");
  return {};
}

/// Unpacks more text, behind what was not given out yet. False at the end.
bool LineUnpacker::fill() {
  text_.erase(0, start_);
  start_ = 0;
  const auto before = text_.size();
  if (const auto* wrong = stream_->unpack(text_)) complain(wrong);
  return text_.size() > before;
}

void LineUnpacker::complain(const std::string& what) const {
  throw RecordingError(source_ + " is damaged: " + what,
                       "take the file from the repository, or record it anew: gathercheck oracle "
                       "record --help");
}

}  // namespace gathercheck::conformance
