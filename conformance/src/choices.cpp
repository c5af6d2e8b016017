// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/choices.hpp"

namespace gathercheck::conformance {

Choices Choices::random(std::uint64_t seed) {
  Choices choices;
  choices.random_ = true;
  choices.state_ = seed;
  return choices;
}

Choices Choices::exhaustive() {
  return {};
}

std::uint32_t Choices::draw(std::uint32_t bound) {
  // splitmix64 (public domain, Sebastiano Vigna): tiny state, and well mixed for seeds 0, 1, 2, ...
  state_ += 0x9e3779b97f4a7c15u;
  std::uint64_t mixed = state_;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
  mixed ^= mixed >> 31;
  return static_cast<std::uint32_t>(((mixed >> 32) * bound) >> 32);
}

std::uint32_t Choices::replay(std::uint32_t bound) {
  if (position_ == tape_.size()) tape_.push_back({0, bound});
  return tape_[position_++].value;
}

bool Choices::next() {
  tape_.resize(position_);
  position_ = 0;
  while (!tape_.empty() && tape_.back().value + 1 == tape_.back().bound) tape_.pop_back();
  if (tape_.empty()) return false;
  ++tape_.back().value;
  return true;
}

}  // namespace gathercheck::conformance
