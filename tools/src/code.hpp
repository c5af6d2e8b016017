// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace gathercheck::tools {

/// The text of a program, line by line, as deep as it stands at the moment.
class Code {
 public:
  explicit Code(int width) : width_(width) {}

  /// While one of these is there, lines stand one step deeper.
  class Deeper {
   public:
    explicit Deeper(Code& code) : code_(code) { ++code_.depth_; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;
    ~Deeper() { --code_.depth_; }

   private:
    Code& code_;
  };
  Deeper deeper() { return Deeper(*this); }

  void line(std::string_view text) {
    text_.append(static_cast<std::size_t>(depth_ * width_), ' ').append(text) += '\n';
  }
  void blank() { text_ += '\n'; }

  const std::string& text() const { return text_; }

 private:
  std::string text_;
  int width_;  ///< of one step, in blanks
  int depth_ = 0;
};

}  // namespace gathercheck::tools
