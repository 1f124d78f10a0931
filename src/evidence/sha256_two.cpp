// With x86-64's SHA instructions. The program is built for any x86-64 processor: only the functions marked here need
// more, and they run after the processor was asked.
#include "evidence/sha256_two.hpp"

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>

#include <utility>

#define ASSENT_SHA [[gnu::target("sha,sse4.1,ssse3")]]
// Both lanes' values can only stay in registers inside one loop.
#define ASSENT_SHA_STEP [[gnu::target("sha,sse4.1,ssse3"), gnu::always_inline]] inline

namespace assent::evidence {
namespace {

// FIPS 180-4, 4.2.2.
alignas(16) constexpr std::uint32_t kRound[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

// One of the two hashes. The instructions want the working variables a to h in two vectors. A vector's name gives what
// is in it from its highest word to its lowest.
struct Lane {
  __m128i abef;
  __m128i cdgh;
  __m128i schedule[4];  // the last sixteen words of the message schedule, four to a vector, in a ring
};

ASSENT_SHA_STEP void load_words(Lane& lane, Sha256Words words) {
  const __m128i dcba = _mm_loadu_si128(reinterpret_cast<const __m128i*>(words.data()));
  const __m128i hgfe = _mm_loadu_si128(reinterpret_cast<const __m128i*>(words.data() + 4));
  const __m128i cdab = _mm_shuffle_epi32(dcba, 0xb1);
  const __m128i efgh = _mm_shuffle_epi32(hgfe, 0x1b);
  lane.abef = _mm_alignr_epi8(cdab, efgh, 8);
  lane.cdgh = _mm_blend_epi16(efgh, cdab, 0xf0);
}

ASSENT_SHA_STEP void store_words(const Lane& lane, Sha256Words words) {
  const __m128i feba = _mm_shuffle_epi32(lane.abef, 0x1b);
  const __m128i dchg = _mm_shuffle_epi32(lane.cdgh, 0xb1);
  const __m128i dcba = _mm_blend_epi16(feba, dchg, 0xf0);
  const __m128i hgfe = _mm_alignr_epi8(dchg, feba, 8);
  _mm_storeu_si128(reinterpret_cast<__m128i*>(words.data()), dcba);
  _mm_storeu_si128(reinterpret_cast<__m128i*>(words.data() + 4), hgfe);
}

// Four words of the block, stored with their highest byte first.
ASSENT_SHA_STEP __m128i words_at(const std::uint8_t* bytes) {
  const __m128i order = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
  return _mm_shuffle_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes)), order);
}

// The four words of the schedule for rounds 4 * Step to 4 * Step + 3: the block's, or computed from the sixteen before.
template <std::size_t Step>
ASSENT_SHA_STEP __m128i scheduled(Lane& lane, const std::uint8_t* block) {
  __m128i& now = lane.schedule[Step % 4];
  if constexpr (Step < 4) {
    now = words_at(block + 16 * Step);
  } else {
    const __m128i last = lane.schedule[(Step + 3) % 4];
    const __m128i seven_back = _mm_alignr_epi8(last, lane.schedule[(Step + 2) % 4], 4);
    now = _mm_sha256msg1_epu32(now, lane.schedule[(Step + 1) % 4]);
    now = _mm_sha256msg2_epu32(_mm_add_epi32(now, seven_back), last);
  }
  return now;
}

// Four rounds of both: an instruction does two, and leaves the new abef where the old cdgh was.
template <std::size_t Step>
ASSENT_SHA_STEP void four_rounds(Lane& a, const std::uint8_t* of_a, Lane& b, const std::uint8_t* of_b) {
  const __m128i constants = _mm_load_si128(reinterpret_cast<const __m128i*>(kRound + 4 * Step));
  const __m128i into_a = _mm_add_epi32(scheduled<Step>(a, of_a), constants);
  const __m128i into_b = _mm_add_epi32(scheduled<Step>(b, of_b), constants);
  a.cdgh = _mm_sha256rnds2_epu32(a.cdgh, a.abef, into_a);
  b.cdgh = _mm_sha256rnds2_epu32(b.cdgh, b.abef, into_b);
  a.abef = _mm_sha256rnds2_epu32(a.abef, a.cdgh, _mm_shuffle_epi32(into_a, 0x0e));
  b.abef = _mm_sha256rnds2_epu32(b.abef, b.cdgh, _mm_shuffle_epi32(into_b, 0x0e));
}

template <std::size_t... Steps>
ASSENT_SHA_STEP void all_rounds(Lane& a, const std::uint8_t* of_a, Lane& b, const std::uint8_t* of_b,
                                std::index_sequence<Steps...>) {
  (four_rounds<Steps>(a, of_a, b, of_b), ...);
}

ASSENT_SHA void compress_by_turns(Sha256Words words_a, const std::uint8_t* of_a, Sha256Words words_b,
                                  const std::uint8_t* of_b, std::size_t blocks) {
  Lane a;
  Lane b;
  load_words(a, words_a);
  load_words(b, words_b);
  for (; blocks > 0; --blocks, of_a += kSha256Block, of_b += kSha256Block) {
    const __m128i before[] = {a.abef, a.cdgh, b.abef, b.cdgh};
    all_rounds(a, of_a, b, of_b, std::make_index_sequence<16>());
    a.abef = _mm_add_epi32(a.abef, before[0]);
    a.cdgh = _mm_add_epi32(a.cdgh, before[1]);
    b.abef = _mm_add_epi32(b.abef, before[2]);
    b.cdgh = _mm_add_epi32(b.cdgh, before[3]);
  }
  store_words(a, words_a);
  store_words(b, words_b);
}

// By hand, because g++ 12's __builtin_cpu_supports() does not know them. They only use vectors of the baseline's size,
// which every x86-64 system saves for a program, so asking the processor is enough.
bool has_instructions() {
  unsigned int eax = 0, ebx = 0, ecx = 0, edx = 0;
  if (__get_cpuid(1, &eax, &ebx, &ecx, &edx) == 0) return false;
  const bool vectors = (ecx & bit_SSSE3) != 0 && (ecx & bit_SSE4_1) != 0;
  if (__get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx) == 0) return false;
  return vectors && (ebx & bit_SHA) != 0;
}

}  // namespace

bool compress_two(Sha256Words a, const std::uint8_t* of_a, Sha256Words b, const std::uint8_t* of_b,
                  std::size_t blocks) {
  static const bool can = has_instructions();
  if (can) compress_by_turns(a, of_a, b, of_b, blocks);
  return can;
}

}  // namespace assent::evidence

#else

namespace assent::evidence {

bool compress_two(Sha256Words, const std::uint8_t*, Sha256Words, const std::uint8_t*, std::size_t) { return false; }

}  // namespace assent::evidence

#endif
