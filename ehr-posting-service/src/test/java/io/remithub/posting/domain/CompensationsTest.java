package io.remithub.posting.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import io.remithub.posting.domain.ClaimLedger.Found;
import io.remithub.posting.domain.Posting.Origin;
import io.remithub.posting.domain.Posting.Outcome;
import io.remithub.posting.domain.PostingKey.ClaimKey;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompensationsTest {

    private static final Instant NOON = Instant.parse("2025-01-15T12:00:00Z");
    private static final Origin ORIGIN = new Origin(null, null, null);

    private final Decider decider = new Decider(new Timing(
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            Duration.ofHours(48),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            LocalTime.of(2, 0)));

    private final Posting payment = confirmed(planned(new ClaimKey("a", 0, 1), Purpose.PAYMENT, 10_000));
    private final Posting charge = confirmed(planned(new ClaimKey("a", 0, 1), Purpose.CHARGE, 10_000));

    @Test
    void a_void_undoes_all_of_a_payment_whatever_was_taken_back_and_is_undone_itself() {
        var takeback = confirmed(takeback("b", payment, 4_000));

        assertThat(compensation(payment, payment, takeback).amount()).isEqualTo(10_000);

        var givenBack = compensation(takeback, payment, takeback);
        assertThat(givenBack.effect()).isEqualTo(Effect.PAYMENT);
        assertThat(givenBack.signedAmount()).isEqualTo(4_000);
        assertThat(ledger(payment, takeback, givenBack).left(payment)).isEqualTo(10_000);
        var dropped = givenBack.to(PostingState.NOT_REQUIRED, Reason.CANCELLED, givenBack.tries());
        assertThat(ledger(payment, takeback, dropped).left(payment)).isEqualTo(6_000);
        assertThat(ledger(payment, takeback, givenBack).root(givenBack)).isEqualTo(payment);
    }

    @Test
    void a_void_takes_off_a_charge_what_is_on_it_and_the_void_of_what_took_the_rest_charges_nothing() {
        var takeback = confirmed(takeback("b", charge, 4_000));

        var undo = compensation(charge, charge, takeback);
        var giveBack = compensation(takeback, charge, takeback, undo);

        assertThat(undo.amount()).isEqualTo(6_000);
        assertThat(undo.state()).isEqualTo(PostingState.PLANNED);
        assertThat(giveBack.state()).isEqualTo(PostingState.NOT_REQUIRED);
    }

    @ParameterizedTest
    @ValueSource(longs = {20_000, 12_000, 9_000, 0})
    void whatever_billing_showed_of_a_charge_the_void_of_what_took_a_part_of_it_charges_nothing_after_its_own(
            long shown) {
        var differs = after(charge, new Happening.Checked(shown));
        var takeback = confirmed(takeback("b", charge, 4_000));
        var undo = compensation(differs, differs, takeback);

        var giveBack = compensation(takeback, differs, takeback, undo);

        assertThat(undo.amount()).isEqualTo(Math.max(0, shown - 4_000));
        assertThat(giveBack.state()).isEqualTo(PostingState.NOT_REQUIRED);
    }

    @Test
    void what_was_given_back_of_a_charge_is_a_charge_of_its_own_and_the_void_of_both_is_for_people() {
        var takeback = confirmed(takeback("b", charge, 4_000));
        var giveBack = compensation(takeback, charge, takeback);

        var undo = compensation(charge, charge, takeback, confirmed(giveBack));

        assertThat(giveBack.amount()).isEqualTo(4_000);
        assertThat(undo.amount()).isEqualTo(10_000);
        assertThat(undo.state()).isEqualTo(PostingState.WAITING);
        assertThat(undo.reason()).isEqualTo(Reason.POSTING_REVIEW);
    }

    @Test
    void once_the_voided_payment_is_issued_anew_a_person_says_what_is_given_back() {
        var takeback = confirmed(takeback("b", charge, 10_000));
        var undo = compensation(charge, charge, takeback);
        var anew = planned(new ClaimKey("a", 0, 2), Purpose.CHARGE, 10_000);
        assertThat(new Compensations(ledger(charge, takeback, undo)).chargedAnew(anew))
                .isTrue();

        var giveBack = compensation(takeback, charge, takeback, undo, anew);

        assertThat(giveBack.amount()).isEqualTo(10_000);
        assertThat(giveBack.state()).isEqualTo(PostingState.WAITING);
    }

    @Test
    void what_is_dropped_of_the_takebacks_is_left_to_the_void() {
        var takeback = takeback("b", charge, 4_000);
        var undo = compensation(charge, charge, takeback);
        var dropped = takeback.to(PostingState.NOT_REQUIRED, Reason.REVERSED, takeback.tries());

        assertThat(compensation(charge, charge, takeback, undo).amount()).isEqualTo(6_000);
        assertThat(compensation(charge, charge, dropped, undo).amount()).isEqualTo(10_000);
    }

    @Test
    void what_turns_out_to_have_to_undo_more_waits_for_a_person_and_where_it_is_there_shows_too_little() {
        var undo = compensation(charge, charge, confirmed(takeback("b", charge, 4_000)));

        var waiting = decided(undo, undo.of(10_000));
        assertThat(waiting.outcome()).isEqualTo(new Outcome("WAITING", Reason.POSTING_REVIEW));
        assertThat(waiting.posting().amount()).isEqualTo(10_000);

        var done = decided(confirmed(undo), undo.of(10_000));
        assertThat(done.outcome()).isEqualTo(new Outcome("CONFIRMED", Reason.LEDGER_DIFFERS, 6_000L));
        assertThat(done.posting().amount()).isEqualTo(10_000);
        assertThat(decider.decide(undo, new Happening.Reckoned(undo), NOON)).isInstanceOf(Decision.Ignored.class);
    }

    @Test
    void what_was_undone_is_told_as_it_stands_however_often_there_turns_out_to_be_more_to_undo() {
        var undo = confirmed(compensation(charge, charge, takeback("b", charge, 4_000)));

        var more = after(undo, new Happening.Reckoned(undo.of(7_000)));
        var most = decided(more, undo.of(10_000));

        assertThat(most.posting().amount()).isEqualTo(10_000);
        assertThat(most.outcome()).isEqualTo(new Outcome("CONFIRMED", Reason.LEDGER_DIFFERS, 6_000L));
    }

    @Test
    void what_was_gone_when_it_was_voided_is_undone_once_it_is_there_again() {
        var gone = after(payment, new Happening.Checked(0L));
        var nothing = compensation(gone, gone);
        var back = after(gone, new Happening.Checked(10_000L));

        var undo = reckoned(nothing, compensation(back, back, nothing));

        assertThat(undo.state()).isEqualTo(PostingState.PLANNED);
        assertThat(undo.signedAmount()).isEqualTo(-10_000);
        assertThat(undo.tries().dueAt()).isEqualTo(NOON);
        assertThat(undo.undone()).isEqualTo(payment.key());
        var part = after(gone, new Happening.Checked(9_900L));
        assertThat(reckoned(nothing, compensation(part, part, nothing)).state()).isEqualTo(PostingState.WAITING);
    }

    @Test
    void what_waits_for_a_person_is_told_anew_where_there_is_otherwise_to_undo() {
        var differs = after(payment, new Happening.Checked(9_999L));
        var undo = waiting(compensation(differs, differs));
        var corrected = after(differs, new Happening.Checked(10_000L));

        var more = decided(undo, compensation(corrected, corrected, undo));

        assertThat(more.posting().amount()).isEqualTo(10_000);
        assertThat(more.outcome()).isEqualTo(new Outcome("WAITING", Reason.POSTING_REVIEW));
        var gone = after(corrected, new Happening.Checked(0L));
        assertThat(decided(more.posting(), compensation(gone, gone, more.posting()))
                        .outcome())
                .isEqualTo(new Outcome("NOT_REQUIRED", Reason.NOTHING_TO_POST));
    }

    @Test
    void what_was_undone_is_disputed_for_as_long_as_the_ledger_shows_otherwise_than_was_voided() {
        var undo = confirmed(compensation(payment, payment));
        var twice = after(payment, new Happening.Checked(20_000L));

        var missing = reckoned(undo, compensation(twice, twice, undo));
        assertThat(missing.reported()).isEqualTo(new Outcome("CONFIRMED", Reason.LEDGER_DIFFERS, 10_000L));
        assertThat(missing.amount()).isEqualTo(20_000);

        var once = after(twice, new Happening.Checked(10_000L));
        var healed = reckoned(missing, compensation(once, once, missing));
        assertThat(healed.reported()).isEqualTo(new Outcome("CONFIRMED", null));
        assertThat(healed.amount()).isEqualTo(10_000);
    }

    @Test
    void what_was_about_to_undo_what_the_partner_now_disputes_waits_for_a_person_and_not_for_a_second_one() {
        var byHand = after(planned(new ClaimKey("b", 0, 1), Purpose.PAYMENT, 10_000), new Happening.ConfirmByHand());
        var undo = compensation(byHand, byHand);
        var disputed = after(byHand, new Happening.Refused(null));

        var waiting = reckoned(undo, compensation(disputed, disputed, undo));

        assertThat(waiting.state()).isEqualTo(PostingState.WAITING);
        var approved = after(waiting, new Happening.Approve());
        assertThat(decider.decide(approved, new Happening.Reckoned(compensation(disputed, disputed)), NOON))
                .isInstanceOf(Decision.Ignored.class);
    }

    @Test
    void what_was_rejected_and_has_otherwise_to_undo_goes_out_under_a_new_reference() {
        var undo = after(compensation(payment, payment), new Happening.Attempting("HUB:D", "every-health", "101"));
        var rejected = after(undo, new Happening.Refused(null));

        var more = reckoned(rejected, undo.of(20_000));

        assertThat(more.state()).isEqualTo(PostingState.WAITING);
        assertThat(more.tries().generation()).isEqualTo(1);
        assertThat(more.reference().transactionId()).isNull();
    }

    @Test
    void what_the_ledger_shows_otherwise_is_undone_as_it_shows_it_and_not_without_a_person() {
        var differs = after(payment, new Happening.Checked(9_900L));
        assertThat(compensation(differs, differs).state()).isEqualTo(PostingState.WAITING);
        assertThat(compensation(differs, differs).amount()).isEqualTo(9_900);

        var gone = after(payment, new Happening.Checked(0L));
        assertThat(compensation(gone, gone).state()).isEqualTo(PostingState.NOT_REQUIRED);

        var disagreed = after(
                planned(new ClaimKey("b", 0, 1), Purpose.PAYMENT, 10_000),
                new Happening.ConfirmByHand(),
                new Happening.Refused(null));
        assertThat(compensation(disagreed, disagreed).state()).isEqualTo(PostingState.WAITING);
        assertThat(compensation(disagreed, disagreed).amount()).isEqualTo(10_000);

        var corrected = after(differs, new Happening.Checked(10_000L));
        assertThat(compensation(corrected, corrected).state()).isEqualTo(PostingState.PLANNED);

        var leftSo = after(differs, new Happening.ConfirmByHand());
        assertThat(compensation(leftSo, leftSo).state()).isEqualTo(PostingState.WAITING);
        assertThat(compensation(leftSo, leftSo).amount()).isEqualTo(9_900);
    }

    /** QuickTheories prints the seed of a failure, and repeats it with -DQT_SEED. */
    @ParameterizedTest
    @EnumSource(
            value = Purpose.class,
            names = {"PAYMENT", "CHARGE"})
    void whatever_is_paid_reversed_corrected_and_voided_the_ledger_comes_to_what_the_remittances_say(Purpose purpose) {
        qt().withExamples(500).forAll(longs().all()).checkAssert(seed -> remit(new Random(seed), purpose, false));
    }

    @ParameterizedTest
    @EnumSource(
            value = Purpose.class,
            names = {"PAYMENT", "CHARGE"})
    void whatever_ledgers_show_in_between_it_comes_to_that_once_people_have_seen_to_it(Purpose purpose) {
        qt().withExamples(500).forAll(longs().all()).checkAssert(seed -> remit(new Random(seed), purpose, true));
    }

    /** Reversals of all or a part of what is there, each with its correction or without, some voids and some disputes. */
    private void remit(Random random, Purpose purpose, boolean disputed) {
        var postings = new ArrayList<Posting>();
        for (int payment = 0; payment < 12; payment++) {
            var id = "p%02d".formatted(payment);
            var ledger = new ClaimLedger(postings);
            var open = postings.stream()
                    .filter(posting -> posting.effect() == purpose.effect() && ledger.left(posting) > 0)
                    .filter(posting -> !posting.key().purpose().compensates() && !voided(postings, posting))
                    .toList();
            int index = 0;
            if (!open.isEmpty() && random.nextInt(3) > 0) {
                var left = ledger.left(open.get(random.nextInt(open.size())));
                var amount = random.nextBoolean() ? left : random.nextLong(1, left + 1);
                post(postings, planned(new ClaimKey(id, index++, 1), purpose, -amount));
            }
            if (index == 0 || random.nextBoolean()) {
                post(postings, planned(new ClaimKey(id, index, 1), purpose, random.nextLong(1, 1_000_000)));
            }
            if (disputed) {
                dispute(postings, random);
            }
            if (random.nextInt(4) == 0) {
                undo(postings, "p%02d".formatted(random.nextInt(payment + 1)), random);
            }
            if (!disputed) {
                assertThat(net(postings)).isEqualTo(remitted(postings, purpose));
            }
            assertThat(postings).allMatch(posting -> posting.amount() >= 0);
        }
        for (int i = 0; i < postings.size(); i++) {
            show(postings, i, postings.get(i).amount());
        }
        postings.replaceAll(this::seenTo);
        assertThat(net(postings)).isEqualTo(remitted(postings, purpose));
    }

    /** Of what is there of the ledger that can be looked at, another figure is shown, or the right one again. */
    private void dispute(List<Posting> postings, Random random) {
        var at = random.nextInt(postings.size());
        var amount = postings.get(at).amount();
        show(postings, at, random.nextBoolean() ? amount : random.nextLong(0, 2 * amount + 1));
    }

    private void show(List<Posting> postings, int at, long shown) {
        var posting = postings.get(at);
        if (posting.key().purpose().compensates() || posting.effect() == Effect.ADJUSTMENT) {
            return;
        }
        postings.set(at, after(posting, new Happening.Checked(shown)));
        if (voided(postings, posting)) {
            var undo = postings.stream()
                    .filter(other -> other.key().equals(undo(posting)))
                    .findFirst()
                    .orElseThrow();
            var now = new Compensations(new ClaimLedger(postings)).of(postings.get(at), ORIGIN, NOON);
            if (decider.decide(undo, new Happening.Reckoned(now), NOON) instanceof Decision.Changed changed) {
                postings.set(postings.indexOf(undo), changed.posting());
            }
        }
    }

    /** What waits is done, what differs set right and confirmed. */
    private Posting seenTo(Posting posting) {
        return switch (posting.state()) {
            case WAITING, PLANNED -> confirmed(posting);
            case CONFIRMED -> posting.isDisputed() ? after(posting, new Happening.ConfirmByHand()) : posting;
            default -> posting;
        };
    }

    /** Of a takeback there is nothing left to say once what it took back is voided, too: off a charge, no more can be taken. */
    private static long remitted(List<Posting> postings, Purpose purpose) {
        var ledger = new ClaimLedger(postings);
        return postings.stream()
                .filter(posting -> posting.key().purpose() == purpose && !voided(postings, posting))
                .filter(posting -> purpose == Purpose.PAYMENT
                        || ledger.undone(posting) == null
                        || !voided(postings, ledger.undone(posting)))
                .mapToLong(Posting::signedAmount)
                .sum();
    }

    private static boolean voided(List<Posting> postings, Posting posting) {
        return postings.stream().anyMatch(other -> other.key().equals(undo(posting)));
    }

    private static PostingKey undo(Posting posting) {
        return PostingKey.of(posting.key().claim(), posting.key().purpose().compensation());
    }

    private void post(List<Posting> postings, Posting posting) {
        var bound = posting;
        if (posting.seeksOriginal()) {
            var found = (Found.Original) new ClaimLedger(postings).original(posting);
            assertThat(new ClaimLedger(postings).left(found.posting())).isGreaterThanOrEqualTo(posting.amount());
            bound = posting.undoing(found.posting().key().claim());
        }
        postings.add(confirmed(bound));
    }

    /** Of the whole payment, this one or an earlier; a person does what waits for one, at once or in the end. */
    private void undo(List<Posting> postings, String payment, Random random) {
        for (var posting : List.copyOf(postings)) {
            if (posting.key().paymentId().equals(payment)
                    && !posting.key().purpose().compensates()
                    && !voided(postings, posting)) {
                var ledger = new ClaimLedger(postings);
                var undo = new Compensations(ledger).of(posting, ORIGIN, NOON);
                assertThat(undo.state() == PostingState.PLANNED && posting.isDisputed())
                        .isFalse();
                assertThat(undo.state() != PostingState.NOT_REQUIRED
                                && undo.effect() == Effect.CHARGE
                                && voided(postings, ledger.undone(posting)))
                        .isFalse();
                var waits = undo.state() == PostingState.WAITING && posting.isDisputed() && random.nextBoolean();
                postings.add(undo.state() == PostingState.NOT_REQUIRED || waits ? undo : confirmed(undo));
            }
        }
    }

    private static long net(List<Posting> postings) {
        return postings.stream()
                .filter(posting -> posting.state() == PostingState.CONFIRMED)
                .mapToLong(Posting::signedAmount)
                .sum();
    }

    private Decision.Changed decided(Posting undo, Posting now) {
        return (Decision.Changed) decider.decide(undo, new Happening.Reckoned(now), NOON);
    }

    private Posting reckoned(Posting undo, Posting now) {
        return decided(undo, now).posting();
    }

    /** As it was told when it was planned. */
    private Posting waiting(Posting undo) {
        assertThat(undo.state()).isEqualTo(PostingState.WAITING);
        return decider.plan(undo).posting();
    }

    private static Posting compensation(Posting posting, Posting... all) {
        return new Compensations(ledger(all)).of(posting, ORIGIN, NOON);
    }

    private Posting confirmed(Posting posting) {
        return after(posting, new Happening.Confirmed(null));
    }

    private Posting after(Posting posting, Happening... happenings) {
        var now = posting;
        for (var happening : happenings) {
            now = ((Decision.Changed) decider.decide(now, happening, NOON)).posting();
        }
        return now;
    }

    private static Posting takeback(String payment, Posting original, long cents) {
        return planned(new ClaimKey(payment, 0, 1), original.key().purpose(), -cents)
                .undoing(original.key().claim());
    }

    private static Posting planned(ClaimKey claim, Purpose purpose, long cents) {
        var effect = cents < 0 ? purpose.effect().undone() : purpose.effect();
        return Posting.planned(PostingKey.of(claim, purpose), "tenant", effect, Math.abs(cents), ORIGIN, NOON);
    }

    private static ClaimLedger ledger(Posting... postings) {
        return new ClaimLedger(List.of(postings));
    }
}
