/* One month of Tingqiao's model after another, eight runs side by side, in C.
 *
 * The same stages in the same order as src/tingqiao/model/month.py, with draws at
 * the same addresses, so that it agrees with the kernel draw for draw. Written to be
 * as fast as C can be made here: a run is a lane of a vector register, marks are bit
 * masks, rungs are looked up within a register, what a party's standing is worth is
 * computed once a month, and draws that nothing depends on are not made.
 * Escalation is left out (the benchmark's plan does not escalate), and so are the
 * marks that only Tingqiao's tallies read. Row names come from rows.h, which the
 * benchmark writes from tingqiao.model.state and tingqiao.model.parameters.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "rows.h"

#define LANES 8
#define INLINE static inline __attribute__((always_inline))

typedef int64_t i64;
typedef uint64_t u64;
typedef uint8_t mask; /* a bit a lane */
typedef double v8 __attribute__((vector_size(64)));
typedef i64 n8 __attribute__((vector_size(64)));
typedef u64 w8 __attribute__((vector_size(64)));

/* ---- what the machine does eight at a time ------------------------------- */

INLINE v8 all(double x) { return (v8){x, x, x, x, x, x, x, x}; }

#if defined(__AVX512F__) && defined(__AVX512DQ__) && !defined(PLAIN)
#include <immintrin.h>
INLINE mask lt(v8 a, v8 b) { return _mm512_cmp_pd_mask(a, b, _CMP_LT_OQ); }
INLINE mask ge(v8 a, v8 b) { return _mm512_cmp_pd_mask(a, b, _CMP_GE_OQ); }
INLINE mask eq(n8 a, n8 b) { return _mm512_cmpeq_epi64_mask((__m512i)a, (__m512i)b); }
INLINE mask above(n8 a, n8 b) { return _mm512_cmpgt_epi64_mask((__m512i)a, (__m512i)b); }
INLINE v8 choose(mask k, v8 yes, v8 no) { return _mm512_mask_blend_pd(k, no, yes); }
INLINE n8 choose_n(mask k, n8 yes, n8 no) {
  return (n8)_mm512_mask_blend_epi64(k, (__m512i)no, (__m512i)yes);
}
INLINE v8 low(v8 a, v8 b) { return _mm512_min_pd(a, b); }
INLINE v8 high(v8 a, v8 b) { return _mm512_max_pd(a, b); }
INLINE v8 look_up(v8 table, n8 at) { return _mm512_permutexvar_pd((__m512i)at, table); }
INLINE v8 nearest(v8 x) { return _mm512_roundscale_pd(x, 0); }
INLINE v8 times_two_to(v8 x, v8 n) { return _mm512_scalef_pd(x, n); }
INLINE v8 to_double(w8 x) { return _mm512_cvtepu64_pd((__m512i)x); }
INLINE w8 product(w8 a, w8 b) { return (w8)_mm512_mul_epu32((__m512i)a, (__m512i)b); }
#else
#define EACH(type, expression)                 \
  type out = {0};                              \
  for (int l = 0; l < LANES; l++) expression;  \
  return out
#define BITS(expression)                                            \
  unsigned out = 0;                                                 \
  for (int l = 0; l < LANES; l++) out |= (unsigned)(expression) << l; \
  return (mask)out
INLINE mask lt(v8 a, v8 b) { BITS(a[l] < b[l]); }
INLINE mask ge(v8 a, v8 b) { BITS(a[l] >= b[l]); }
INLINE mask eq(n8 a, n8 b) { BITS(a[l] == b[l]); }
INLINE mask above(n8 a, n8 b) { BITS(a[l] > b[l]); }
INLINE v8 choose(mask k, v8 yes, v8 no) { EACH(v8, out[l] = k >> l & 1 ? yes[l] : no[l]); }
INLINE n8 choose_n(mask k, n8 yes, n8 no) { EACH(n8, out[l] = k >> l & 1 ? yes[l] : no[l]); }
INLINE v8 low(v8 a, v8 b) { EACH(v8, out[l] = a[l] < b[l] ? a[l] : b[l]); }
INLINE v8 high(v8 a, v8 b) { EACH(v8, out[l] = a[l] > b[l] ? a[l] : b[l]); }
INLINE v8 look_up(v8 table, n8 at) { EACH(v8, out[l] = table[at[l]]); }
INLINE v8 nearest(v8 x) { EACH(v8, out[l] = nearbyint(x[l])); }
INLINE v8 times_two_to(v8 x, v8 n) { EACH(v8, out[l] = ldexp(x[l], (int)n[l])); }
INLINE v8 to_double(w8 x) { EACH(v8, out[l] = (double)x[l]); }
INLINE w8 product(w8 a, w8 b) { return (a & 0xFFFFFFFFu) * b; }
#endif

INLINE w8 all_w(u64 x) { return (w8){x, x, x, x, x, x, x, x}; }
INLINE n8 all_n(i64 x) { return (n8){x, x, x, x, x, x, x, x}; }
INLINE v8 one_where(mask k) { return choose(k, all(1.0), all(0.0)); }

/* Taylor to degree 11, in Estrin's order: within 1e-14, where a draw resolves 2^-32 */
INLINE v8 exponential(v8 x) {
  x = low(high(x, all(-708.0)), all(708.0));
  v8 n = nearest(x * 1.4426950408889634);
  v8 r = (x - n * 6.93145751953125e-1) - n * 1.42860682030941723212e-6;
  v8 r2 = r * r, r4 = r2 * r2, r8 = r4 * r4;
  v8 a = (1.0 + r) + r2 * (0.5 + r * (1.0 / 6));
  v8 b = (1.0 / 24 + r * (1.0 / 120)) + r2 * (1.0 / 720 + r * (1.0 / 5040));
  v8 c = (1.0 / 40320 + r * (1.0 / 362880)) + r2 * (1.0 / 3628800 + r * (1.0 / 39916800));
  return times_two_to(a + r4 * b + r8 * c, n);
}
INLINE v8 logistic(v8 x) { return 1.0 / (1.0 + exponential(-x)); }
INLINE v8 chance_of_rate(v8 rate) { return 1.0 - exponential(-rate); }

INLINE v8 power(v8 x, i64 n) {
  v8 y = all(1.0);
  for (; n > 0; n >>= 1, x *= x)
    if (n & 1) y *= x;
  return y;
}

/* ---- draws by address ----------------------------------------------------- */

enum { DRAW_CONSENT, DRAW_WORK, DRAW_LAPSE, DRAW_TURNOVER };

/* Philox4x32-10; the first two of its four words, as numbers inside (0, 1) */
INLINE void draw(v8 *u0, v8 *u1, w8 runs, i64 month, int purpose, u64 site, u64 seed) {
  const w8 multiply_0 = all_w(0xD2511F53u), multiply_1 = all_w(0xCD9E8D57u);
  w8 c0 = runs, c1 = all_w((u64)month | (u64)purpose << 16);
  w8 c2 = all_w(site & 0xFFFFFFFFu), c3 = all_w(site >> 32);
  u64 k0 = seed & 0xFFFFFFFFu, k1 = seed >> 32;
  for (int round = 0; round < 10; round++) {
    w8 p0 = product(c0, multiply_0), p1 = product(c2, multiply_1);
    c0 = (p1 >> 32) ^ c1 ^ all_w(k0);
    c1 = p1 & 0xFFFFFFFFu;
    c2 = (p0 >> 32) ^ c3 ^ all_w(k1);
    c3 = p0 & 0xFFFFFFFFu;
    k0 = (k0 + 0x9E3779B9u) & 0xFFFFFFFFu;
    k1 = (k1 + 0xBB67AE85u) & 0xFFFFFFFFu;
  }
  *u0 = (to_double(c0) + 0.5) * 0x1p-32;
  *u1 = (to_double(c1) + 0.5) * 0x1p-32;
}

/* ---- what the benchmark passes in ------------------------------------------ */

typedef struct {
  const i64 *first, *pulse, *hold; /* pulse[4][n_pulse], hold[6][n_hold] */
  i64 n_pulse, n_hold;
} Schedule;

typedef struct {
  i64 n_matter, n_party, n_pair, n_tie, n_government, n_rung, n_strength, n_imposed;
  i64 months;
  u64 seed;
  const i64 *matter, *party, *pair, *tie, *government; /* tables of Structure */
  const i64 *government_party, *shared_party;
  const u64 *party_site, *matter_site, *government_site;
  const double *ladder;                                         /* [row][rung] */
  const double *w_matter, *w_party, *w_tie, *w_government;      /* Lanes, one lane */
  const double *w_parameter, *w_strength, *w_fade;
  const i64 *rung, *in_force, *lag; /* Beginning */
  const double *acted;
  Schedule pressure, authority, coordination, participation, advocacy;
  const i64 *imposed; /* [month, matter, rung][n_imposed] */
  double pressure_on, coordination_on, participation_on, in_action, in_monitoring;
  double threshold;
  i64 aggregate, lapse_to_bottom, cleared_monthly;
  i64 idea_moves, trust_moves, belief_moves;
} World;

/* ---- what eight runs carry with them ---------------------------------------- */

typedef struct {
  v8 complexity, inequality, imbalance, temptation, benefit, cost_ratio;
  v8 authority_pulse, coordination_pulse, participation_pulse;
  v8 authority, coordination, participation;
  v8 risk, defection, part, output, lag;
  n8 rung, in_force;
  mask owing, moved, completed;
} Matter;

typedef struct {
  v8 stake, belief, trust, pressure_pulse, pressure, standing;
  v8 good, bad, shows;
  mask consent, acted, kept;
} Party;

typedef struct {
  v8 kept, broken, trust, idea_weight;
} Tie;

typedef struct {
  v8 idea, next_idea, idea_start, advocacy, n_open, capacity;
} Government;

typedef struct {
  const World *w;
  Matter *matter;
  Party *party;
  Tie *tie;
  Government *government;
  v8 *strength;
  i64 *last; /* month of the last pulse on a target, while recalling */
  v8 ladder[6], p[N_PARAMETER], fade[3];
  w8 runs;
} Block;

#define MATTER_FACT(row, m) w->matter[(row) * (w->n_matter + 1) + (m)]
#define PARTY_FACT(row, p) w->party[(row) * (w->n_party + 1) + (p)]
#define TIE_FACT(row, e) w->tie[(row) * (w->n_tie + 1) + (e)]
#define GOVERNMENT_FACT(row, g) w->government[(row) * (w->n_government + 1) + (g)]

/* ---- pushes from outside ------------------------------------------------------ */

INLINE v8 felt(const Block *x, i64 by, i64 levels) {
  return x->strength[by] * power(x->p[P_REACH], levels);
}
INLINE v8 raised(v8 level, v8 by) { return low(all(1.0), level + by); }

/* A channel's pulse and level are fields of a row: `stride` doubles apart. */
typedef struct {
  const Schedule *s;
  v8 *pulse, *level;
  const v8 *trust;
  i64 n, stride;
  v8 fade;
  double on;
} Channel;
#define AT(base, i) (*(v8 *)((char *)(base) + (i) * c.stride))

INLINE Channel on_parties(Block *x) {
  Party *p = x->party;
  return (Channel){&x->w->pressure, &p->pressure_pulse, &p->pressure, &p->trust,
                   x->w->n_party, sizeof(Party), x->fade[0], x->w->pressure_on};
}
INLINE Channel of_authority(Block *x) {
  Matter *m = x->matter;
  return (Channel){&x->w->authority, &m->authority_pulse, &m->authority, &m->lag,
                   x->w->n_matter, sizeof(Matter), x->fade[0], x->w->pressure_on};
}
INLINE Channel of_coordination(Block *x) {
  Matter *m = x->matter;
  return (Channel){&x->w->coordination, &m->coordination_pulse, &m->coordination, &m->lag,
                   x->w->n_matter, sizeof(Matter), x->fade[1], 1.0};
}
INLINE Channel of_participation(Block *x) {
  Matter *m = x->matter;
  return (Channel){&x->w->participation, &m->participation_pulse, &m->participation, &m->lag,
                   x->w->n_matter, sizeof(Matter), x->fade[2], x->w->participation_on};
}

static void recall(const Block *x, Channel c) {
  const Schedule *s = c.s;
  for (i64 i = 0; i < c.n; i++) AT(c.pulse, i) = all(0.0), x->last[i] = 0;
  for (i64 n = 0; n < s->first[0]; n++) {
    const i64 *pulse = s->pulse + n, k = s->n_pulse;
    i64 month = pulse[0], i = pulse[PULSE_TARGET * k];
    v8 kept = AT(c.pulse, i) * power(c.fade, month - x->last[i]);
    AT(c.pulse, i) = raised(kept, felt(x, pulse[PULSE_STRENGTH * k], pulse[PULSE_LEVELS * k]));
    x->last[i] = month;
  }
  for (i64 i = 0; i < c.n; i++) AT(c.pulse, i) *= power(c.fade, -x->last[i]);
}

INLINE void feel(const Block *x, Channel c, i64 month) {
  const Schedule *s = c.s;
  if (month > 0)
    for (i64 i = 0; i < c.n; i++) AT(c.pulse, i) *= c.fade;
  for (i64 n = s->first[month]; n < s->first[month + 1]; n++) {
    const i64 *pulse = s->pulse + n, k = s->n_pulse;
    v8 *at = &AT(c.pulse, pulse[PULSE_TARGET * k]);
    *at = raised(*at, felt(x, pulse[PULSE_STRENGTH * k], pulse[PULSE_LEVELS * k]));
  }
  for (i64 i = 0; i < c.n; i++) AT(c.level, i) = AT(c.pulse, i);
  for (i64 n = 0; n < s->n_hold; n++) {
    const i64 *hold = s->hold + n, k = s->n_hold;
    if (month < hold[HOLD_FROM * k] || month >= hold[HOLD_UNTIL * k]) continue;
    i64 i = hold[HOLD_TARGET * k];
    v8 by = felt(x, hold[HOLD_STRENGTH * k], hold[HOLD_LEVELS * k]);
    if (hold[HOLD_FADES * k]) by *= 1.0 - AT(c.trust, i);
    AT(c.level, i) = raised(AT(c.level, i), by);
  }
  if (c.on != 1.0)
    for (i64 i = 0; i < c.n; i++) AT(c.level, i) *= c.on;
}

static void arrive(Block *x, i64 month) {
  const World *w = x->w;
  feel(x, on_parties(x), month);
  feel(x, of_authority(x), month);
  feel(x, of_coordination(x), month);
  feel(x, of_participation(x), month);
  for (i64 m = 0; m < w->n_matter; m++) {
    Matter *q = x->matter + m;
    v8 stands = look_up(x->ladder[STANDING], q->rung);
    q->coordination = w->coordination_on * high(q->coordination, stands);
  }
  const Schedule *s = &w->advocacy;
  for (i64 g = 0; g < w->n_government; g++) x->government[g].advocacy = all(0.0);
  for (i64 n = 0; n < s->n_hold; n++) {
    const i64 *hold = s->hold + n, k = s->n_hold;
    if (month < hold[HOLD_FROM * k] || month >= hold[HOLD_UNTIL * k]) continue;
    v8 *at = &x->government[hold[HOLD_TARGET * k]].advocacy;
    *at = raised(*at, felt(x, hold[HOLD_STRENGTH * k], hold[HOLD_LEVELS * k]));
  }
}

/* ---- climbing ------------------------------------------------------------------- */

typedef struct {
  v8 value, enforcement, transaction, autonomy;
} Terms; /* of an institution */

INLINE Terms terms_of(const Block *x, n8 rung) {
  return (Terms){look_up(x->ladder[VALUE], rung), look_up(x->ladder[ENFORCEMENT], rung),
                 look_up(x->ladder[TRANSACTION], rung), look_up(x->ladder[AUTONOMY], rung)};
}

INLINE v8 worth(const Block *x, const Matter *q, const Party *y, v8 idea, Terms t) {
  v8 doubt = 1.0 - y->trust;
  v8 gain = y->belief * y->stake * t.value * (1.0 - q->risk * (1.0 - t.enforcement) * doubt);
  v8 spared = 1.0 - x->p[P_COORDINATION_SAVING] * q->coordination;
  v8 transaction = t.transaction * (1.0 + x->p[P_CAUTION] * doubt) * spared;
  return gain - q->cost_ratio * (transaction + t.autonomy * (1.0 - idea));
}

INLINE void assess_risks(const Block *x, Matter *q) {
  v8 watched = x->w->in_monitoring * q->participation;
  q->defection = x->p[P_DEFECTION_BASE] * q->temptation * (1.0 - 0.5 * watched);
  v8 coordination = 0.5 * q->complexity * (1.0 - 0.5 * q->coordination);
  v8 division = 0.5 * (0.5 * q->inequality + 0.5 * q->imbalance) * (1.0 - q->authority);
  q->risk = 1.0 - (1.0 - coordination) * (1.0 - division) * (1.0 - q->defection);
}

INLINE void adopt(Block *x, i64 m, mask where, n8 rung) {
  const World *w = x->w;
  Matter *q = x->matter + m;
  q->rung = choose_n(where, rung, q->rung);
  q->lag = choose(where, all(0.0), q->lag);
  q->owing |= where;
  q->moved |= where;
  for (i64 p = MATTER_FACT(FIRST, m); p < MATTER_FACT(FIRST, m + 1); p++) {
    x->party[p].consent &= ~where;
    x->party[p].acted &= ~where;
  }
}

INLINE void fall(Block *x, i64 m, mask where) {
  const World *w = x->w;
  Matter *q = x->matter + m;
  n8 to = w->lapse_to_bottom ? all_n(0) : q->rung - 1;
  q->rung = choose_n(where, to, q->rung);
  q->in_force = choose_n(where & above(q->in_force, q->rung), q->rung, q->in_force);
  mask owed = above(q->rung, q->in_force) & where;
  q->lag = choose(where, all(0.0), q->lag);
  q->owing = (q->owing & ~where) | owed;
  q->moved |= where;
  for (i64 p = MATTER_FACT(FIRST, m); p < MATTER_FACT(FIRST, m + 1); p++) {
    Party *y = x->party + p;
    y->consent &= ~where;
    y->acted = (y->acted & ~owed) | (where & ~owed);
  }
}

INLINE void lapse(Block *x, i64 m, i64 month) {
  const World *w = x->w;
  Matter *q = x->matter + m;
  Terms now = terms_of(x, q->rung);
  mask wish = 0;
  for (i64 p = MATTER_FACT(FIRST, m); p < MATTER_FACT(FIRST, m + 1); p++) {
    Party *y = x->party + p;
    y->standing = worth(x, q, y, x->government[PARTY_FACT(GOVERNMENT, p)].idea, now);
    wish |= lt(y->standing + x->p[P_PRESSURE_WEIGHT] * y->pressure, -x->p[P_LAPSE_MARGIN]);
  }
  wish &= above(q->rung, all_n(0)) & ~q->moved; /* not from a rung imposed just now */
  if (!wish) return;
  v8 u, spare;
  draw(&u, &spare, x->runs, month, DRAW_LAPSE, w->matter_site[m], w->seed);
  wish &= lt(u, x->p[P_LAPSE_RATE]);
  if (wish) fall(x, m, wish);
}

INLINE void ask(Block *x, i64 m, i64 month, mask asking) {
  const World *w = x->w;
  Matter *q = x->matter + m;
  const n8 top = all_n(w->n_rung - 1);
  i64 leap = MATTER_FACT(LEAP, m);
  n8 next = q->rung + 1;
  next = choose_n(above(all_n(leap), next), all_n(leap), next);
  next = choose_n(above(next, top), top, next);
  Terms then = terms_of(x, next);
  v8 steps = high(all(1.0), __builtin_convertvector(next - q->rung, v8));
  v8 scale = (double)(w->n_rung - 1) / steps, count = all(0.0), vetoes = all(0.0);
  v8 contact = 1.0 - 0.5 * (1.0 - q->coordination);
  for (i64 p = MATTER_FACT(FIRST, m); p < MATTER_FACT(FIRST, m + 1); p++) {
    Party *y = x->party + p;
    v8 idea = x->government[PARTY_FACT(GOVERNMENT, p)].idea, u, spare;
    v8 step = (worth(x, q, y, idea, then) - y->standing) * scale;
    v8 pull = x->p[P_IDEA_WEIGHT] * (2.0 * idea - 1.0);
    v8 odds = x->p[P_SHARPNESS] * (step + x->p[P_PRESSURE_WEIGHT] * y->pressure + pull);
    draw(&u, &spare, x->runs, month, DRAW_CONSENT, w->party_site[p], w->seed);
    y->consent |= asking & lt(u, chance_of_rate(x->p[P_CONSENT_RATE] * logistic(odds) * contact));
    count += one_where(y->consent);
    if (PARTY_FACT(VETO, p)) vetoes += one_where(y->consent);
  }
  asking &= ge(count, all((double)MATTER_FACT(QUORUM, m)));
  asking &= ge(vetoes, all((double)MATTER_FACT(N_VETOES, m)));
  if (asking) adopt(x, m, asking, next);
}

INLINE void climb(Block *x, i64 m, i64 month) {
  const World *w = x->w;
  Matter *q = x->matter + m;
  assess_risks(x, q);
  lapse(x, m, month);
  if (w->cleared_monthly)
    for (i64 p = MATTER_FACT(FIRST, m); p < MATTER_FACT(FIRST, m + 1); p++)
      x->party[p].consent = 0;
  if (month < MATTER_FACT(OPENING, m)) return;
  mask asking = above(all_n(w->n_rung - 1), q->rung) & ~q->owing & ~q->moved;
  if (asking) ask(x, m, month, asking);
}

static void impose(Block *x, i64 month) {
  const World *w = x->w;
  for (i64 m = 0; m < w->n_matter; m++) x->matter[m].moved = 0;
  for (i64 n = 0; n < w->n_imposed; n++)
    if (w->imposed[n] == month) {
      i64 m = w->imposed[w->n_imposed + n], rung = w->imposed[2 * w->n_imposed + n];
      adopt(x, m, above(all_n(rung), x->matter[m].rung), all_n(rung));
    }
}

/* ---- carrying out ------------------------------------------------------------------ */

INLINE void count_open_parts(Block *x) {
  const World *w = x->w;
  for (i64 g = 0; g < w->n_government; g++) x->government[g].n_open = all(0.0);
  for (i64 p = 0; p < w->n_party; p++) {
    mask open = x->matter[PARTY_FACT(MATTER, p)].owing & ~x->party[p].acted;
    if (open) x->government[PARTY_FACT(GOVERNMENT, p)].n_open += one_where(open);
  }
}

INLINE void act(Block *x, Matter *q, Party *y, const Government *g, Terms now, v8 u) {
  v8 standing = q->moved ? worth(x, q, y, g->idea, now) : y->standing;
  v8 gain = (double)(x->w->n_rung - 1) * standing;
  v8 odds = x->p[P_SHARPNESS] * (gain + x->p[P_PRESSURE_WEIGHT] * y->pressure);
  v8 help = 1.0 + x->p[P_ACTION_PRESSURE] * y->pressure +
            x->p[P_ACTION_COORDINATION] * q->coordination +
            x->p[P_ACTION_PARTICIPATION] * (x->w->in_action * q->participation);
  v8 room = low(all(1.0), g->capacity / high(all(1.0), g->n_open));
  v8 rate = x->p[P_ACTION_RATE] * help * logistic(odds) * room;
  y->acted |= q->owing & lt(u, chance_of_rate(rate));
}

INLINE v8 aggregate(const World *w, v8 kept, double n) {
  if (w->aggregate == MEAN) return kept / n;
  return one_where(ge(kept, all(w->aggregate == WEAKEST ? n : w->threshold)));
}

/* What a party let its partners see this month, after the month's work is done. */
INLINE void show(const Block *x, const Matter *q, Party *y, mask in_force, mask overdue) {
  mask late = q->owing & ~y->acted & overdue;
  v8 weight = 1.0 - x->p[P_PRESSURE_DISCOUNT] * y->pressure;
  y->good = choose(in_force & y->kept, weight, all(0.0));
  y->bad = one_where(in_force & ~y->kept) + choose(late, x->p[P_LATENESS], all(0.0));
  y->shows = one_where(in_force | late);
}

INLINE void carry_out(Block *x, i64 m, i64 month) {
  const World *w = x->w;
  Matter *q = x->matter + m;
  i64 first = MATTER_FACT(FIRST, m), last = MATTER_FACT(FIRST, m + 1);
  mask was_in_force = above(q->in_force, all_n(0));
  v8 value = look_up(x->ladder[VALUE], q->in_force), kept = all(0.0);
  q->completed = 0;
  if (q->owing | was_in_force) {
    Terms now = terms_of(x, q->rung);
    v8 enforced = look_up(x->ladder[ENFORCEMENT], q->in_force);
    v8 lure = 0.5 * q->defection * (1.0 - enforced);
    mask all_acted = 0xFF;
    for (i64 p = first; p < last; p++) {
      Party *y = x->party + p;
      v8 u0, u1;
      draw(&u0, &u1, x->runs, month, DRAW_WORK, w->party_site[p], w->seed);
      if (q->owing) act(x, q, y, x->government + PARTY_FACT(GOVERNMENT, p), now, u0);
      all_acted &= y->acted;
      y->kept = lt(u1, 1.0 - lure * (1.0 - 0.5 * y->pressure));
      kept += one_where(y->kept);
    }
    q->completed = q->owing & all_acted;
    q->lag += one_where(q->owing);
    q->owing &= ~q->completed;
  }
  q->part = aggregate(w, kept, (double)(last - first));
  q->output = value * q->benefit * q->part;
  mask overdue = lt(look_up(x->ladder[DUE], q->rung), q->lag);
  for (i64 p = first; p < last; p++) show(x, q, x->party + p, was_in_force, overdue);
}

/* ---- learning ------------------------------------------------------------------------ */

INLINE void see_words(Block *x) {
  const World *w = x->w;
  v8 memory = x->p[P_MEMORY];
  for (i64 e = 0; e < w->n_tie; e++) {
    v8 good = all(0.0), bad = all(0.0), n = all(0.0);
    for (i64 i = TIE_FACT(SHARED_FIRST, e); i < TIE_FACT(SHARED_FIRST, e + 1); i++) {
      const Party *y = x->party + w->shared_party[i];
      good += y->good, bad += y->bad, n += y->shows;
    }
    v8 share = 1.0 / high(all(1.0), n);
    x->tie[e].kept = memory * x->tie[e].kept + good * share;
    x->tie[e].broken = memory * x->tie[e].broken + bad * share;
  }
}

static void forget_tie(Block *x, i64 e, mask where) {
  const World *w = x->w;
  i64 first = TIE_FACT(SHARED_FIRST, e), last = TIE_FACT(SHARED_FIRST, e + 1);
  v8 total = all(0.0);
  for (i64 i = first; i < last; i++) {
    i64 m = PARTY_FACT(MATTER, w->shared_party[i]);
    total += look_up(x->ladder[ENFORCEMENT], x->matter[m].in_force);
  }
  v8 stays = choose(where, total / (double)(last - first), all(1.0));
  x->tie[e].kept *= stays;
  x->tie[e].broken *= stays;
}

INLINE void turn_over(Block *x, i64 month) {
  const World *w = x->w;
  for (i64 g = 0; g < w->n_government; g++) {
    v8 u, spare;
    draw(&u, &spare, x->runs, month, DRAW_TURNOVER, w->government_site[g], w->seed);
    mask leaves = lt(u, x->p[P_TURNOVER_RATE]);
    if (!leaves) continue;
    i64 last = GOVERNMENT_FACT(TIE_FIRST, g + 1);
    for (i64 e = GOVERNMENT_FACT(TIE_FIRST, g); e < last; e++) {
      forget_tie(x, e, leaves);
      forget_tie(x, TIE_FACT(TIE_BACK, e), leaves);
    }
  }
}

INLINE void form_trust(Block *x) {
  const World *w = x->w;
  for (i64 e = 0; e < w->n_tie; e++) {
    Tie *t = x->tie + e;
    t->trust = (t->kept + 1.0) / (t->kept + t->broken + 2.0);
  }
  for (i64 p = 0; p < w->n_party; p++) {
    i64 first = PARTY_FACT(PAIR_FIRST, p), last = PARTY_FACT(PAIR_FIRST, p + 1);
    v8 total = all(0.0);
    for (i64 i = first; i < last; i++) total += x->tie[w->pair[i]].trust;
    x->party[p].trust = total * (1.0 / (double)(last - first));
  }
}

INLINE void learn_belief(Block *x) {
  const World *w = x->w;
  for (i64 p = 0; p < w->n_party; p++) {
    Party *y = x->party + p;
    const Matter *q = x->matter + PARTY_FACT(MATTER, p);
    mask hoped = lt(all(0.0), look_up(x->ladder[VALUE], q->in_force));
    v8 learnt = y->belief + x->p[P_BELIEF_RATE] * (q->part - y->belief);
    y->belief = choose(hoped, learnt, y->belief);
  }
}

INLINE void learn_idea(Block *x) {
  const World *w = x->w;
  v8 open_to = x->p[P_SUSCEPTIBILITY];
  for (i64 g = 0; g < w->n_government; g++) {
    Government *a = x->government + g;
    v8 heard = all(0.0), risen = all(0.0);
    i64 last = GOVERNMENT_FACT(TIE_FIRST, g + 1);
    for (i64 e = GOVERNMENT_FACT(TIE_FIRST, g); e < last; e++)
      heard += x->tie[e].idea_weight * x->government[TIE_FACT(TARGET, e)].idea;
    i64 from = GOVERNMENT_FACT(SLOT_FIRST, g), to = GOVERNMENT_FACT(SLOT_FIRST, g + 1);
    for (i64 i = from; i < to; i++) {
      i64 m = PARTY_FACT(MATTER, w->government_party[i]);
      risen += one_where(above(x->matter[m].rung, all_n(0)));
    }
    v8 social = (1.0 - open_to) * a->idea_start + open_to * heard;
    v8 lived = x->p[P_IDEA_RATE] * (risen / (double)(to - from) - a->idea);
    a->next_idea = low(all(1.0), high(all(0.0), social + lived + a->advocacy));
  }
  for (i64 g = 0; g < w->n_government; g++) x->government[g].idea = x->government[g].next_idea;
}

INLINE void come_into_force(Block *x) {
  for (i64 m = 0; m < x->w->n_matter; m++) {
    Matter *q = x->matter + m;
    q->in_force = choose_n(q->completed, q->rung, q->in_force);
  }
}

/* ---- months and runs --------------------------------------------------------------------- */

static void begin(Block *x, i64 first) {
  const World *w = x->w;
  const i64 nm = w->n_matter, np = w->n_party, ne = w->n_tie, ng = w->n_government;
  for (int l = 0; l < LANES; l++) x->runs[l] = (u64)(first + l);
  for (i64 i = 0; i < N_PARAMETER; i++) x->p[i] = all(w->w_parameter[i]);
  for (i64 i = 0; i < w->n_strength; i++) x->strength[i] = all(w->w_strength[i]);
  for (i64 i = 0; i < 3; i++) x->fade[i] = all(w->w_fade[i]);
  for (i64 m = 0; m < nm; m++) {
    Matter *q = x->matter + m;
    const double *of = w->w_matter + m;
    memset(q, 0, sizeof *q);
    q->complexity = all(of[COMPLEXITY * nm]);
    q->inequality = all(of[INEQUALITY * nm]);
    q->imbalance = all(of[IMBALANCE * nm]);
    q->temptation = all(0.5 * of[SPECIFICITY * nm] + 0.5 * (1.0 - of[MEASURABILITY * nm]));
    q->benefit = all(of[BENEFIT * nm]);
    q->cost_ratio = all(of[COST_RATIO * nm]);
    q->rung = all_n(w->rung[m]);
    q->in_force = all_n(w->in_force[m]);
    q->lag = all((double)w->lag[m]);
    q->owing = w->in_force[m] < w->rung[m] ? 0xFF : 0;
  }
  for (i64 p = 0; p < np; p++) {
    Party *y = x->party + p;
    memset(y, 0, sizeof *y);
    y->stake = all(w->w_party[STAKE * np + p]);
    y->belief = x->p[P_BELIEF_START];
    y->acted = w->acted[p] ? 0xFF : 0;
  }
  for (i64 e = 0; e < ne; e++) {
    x->tie[e].kept = all(w->w_tie[WORDS_KEPT * ne + e]);
    x->tie[e].broken = all(w->w_tie[WORDS_BROKEN * ne + e]);
    x->tie[e].idea_weight = all(w->w_tie[IDEA_WEIGHT * ne + e]);
  }
  for (i64 g = 0; g < ng; g++) {
    Government *a = x->government + g;
    a->idea = a->idea_start = all(w->w_government[IDEA_START * ng + g]);
    a->capacity = all(w->w_government[CAPACITY * ng + g]);
  }
  form_trust(x);
  recall(x, on_parties(x));
  recall(x, of_authority(x));
  recall(x, of_coordination(x));
  recall(x, of_participation(x));
  arrive(x, 0);
}

static void pass_month(Block *x, i64 month) {
  const World *w = x->w;
  if (month > 0) arrive(x, month);
  impose(x, month);
  for (i64 m = 0; m < w->n_matter; m++) climb(x, m, month);
  count_open_parts(x);
  for (i64 m = 0; m < w->n_matter; m++) carry_out(x, m, month);
  if (w->trust_moves) {
    see_words(x);
    turn_over(x, month);
    form_trust(x);
  }
  if (w->belief_moves) learn_belief(x);
  if (w->idea_moves) learn_idea(x);
  come_into_force(x);
}

static v8 count(const Block *x, i64 t, mask counted, i64 *stands) {
  const World *w = x->w;
  v8 output = all(0.0);
  for (i64 m = 0; m < w->n_matter; m++) {
    i64 *row = stands + (t * w->n_matter + m) * w->n_rung;
    for (i64 k = 0; k < w->n_rung; k++)
      row[k] += __builtin_popcount(eq(x->matter[m].rung, all_n(k)) & counted);
    output += x->matter[m].output;
  }
  return output;
}

static void *room(i64 n, size_t size) {
  return aligned_alloc(64, ((size_t)(n + 1) * size + 63) / 64 * 64);
}

/* `runs` runs from `first` on; stands[t][m][k], trust[r], benefit[r] are added to. */
void run_model(const World *w, i64 first, i64 runs, i64 *stands, double *trust, double *benefit) {
  Block *x = room(1, sizeof *x);
  x->w = w;
  x->matter = room(w->n_matter, sizeof(Matter));
  x->party = room(w->n_party, sizeof(Party));
  x->tie = room(w->n_tie, sizeof(Tie));
  x->government = room(w->n_government, sizeof(Government));
  x->strength = room(w->n_strength, sizeof(v8));
  x->last = room(w->n_party + w->n_matter, sizeof(i64));
  for (int row = 0; row < 6; row++)
    for (i64 k = 0; k < 8; k++)
      x->ladder[row][k] = k < w->n_rung ? w->ladder[row * w->n_rung + k] : 0.0;
  for (i64 done = 0; done < runs; done += LANES) {
    int n = runs - done < LANES ? (int)(runs - done) : LANES;
    mask counted = (mask)((1u << n) - 1u);
    begin(x, first + done);
    count(x, 0, counted, stands);
    v8 total = all(0.0), trusted = all(0.0);
    for (i64 month = 0; month < w->months; month++) {
      pass_month(x, month);
      total += count(x, month + 1, counted, stands);
    }
    for (i64 e = 0; e < w->n_tie; e++) trusted += x->tie[e].trust;
    for (int l = 0; l < n; l++) {
      benefit[done + l] += total[l];
      trust[done + l] = trusted[l] / (double)w->n_tie;
    }
  }
  free(x->last), free(x->strength), free(x->government);
  free(x->tie), free(x->party), free(x->matter), free(x);
}
