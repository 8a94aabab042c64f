/// Names the CPU level that a translation unit is compiled for.
///
/// Code that runs over blocks of paths is compiled once per level (x86-64-v2, -v3, -v4) and chosen when the program
/// starts. Such code lives in `inline namespace WAFERLINE_LEVEL`, so the linker never merges two levels' symbols
/// and an older CPU never meets a newer one's instruction. Everything else is compiled for `common`.
/// All levels compute the same bits: only +, -, *, /, sqrt, fma and integer operations are used, all exactly rounded.
///
/// Plain data that levels hand to one another (`Row`, `Key`, `Moments` ...) lives in `waferline` itself: one type for
/// all levels, with members that are always inlined and so leave no symbol behind.
#pragma once

#ifndef WAFERLINE_LEVEL
#define WAFERLINE_LEVEL common
#endif

namespace waferline {
inline namespace WAFERLINE_LEVEL {}
}  // namespace waferline
