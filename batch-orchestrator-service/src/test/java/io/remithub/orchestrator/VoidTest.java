package io.remithub.orchestrator;

import static io.remithub.orchestrator.Events.accepted;
import static io.remithub.orchestrator.Events.header;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.events.claimrequests.ClaimStatusCancelled;
import io.remithub.events.claimrequests.ClaimStatusRequested;
import io.remithub.events.payments.CommandRejected;
import io.remithub.events.payments.PaymentExceptionOpened;
import io.remithub.events.payments.PaymentStatusChanged;
import io.remithub.events.payments.StatusStep;
import io.remithub.events.postingrequests.PostingRequested;
import io.remithub.events.postingrequests.ReversalRequested;
import io.remithub.messaging.Ids;
import io.remithub.schemas.Examples;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** Voids, reissues and settlements, as the neighbours see them. */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class VoidTest {

    private static final int RACES = 1_000;

    @Inject
    Polls polls;

    private final Neighbours neighbours = Neighbours.all();
    private final String batch = Ids.next();
    private final String payment = Ids.next();
    private final String claim = "void-" + payment;

    @Test
    void a_payment_is_voided_undone_reissued_and_completes_under_its_new_issuance() {
        requested(batch, payment);
        polls.postings(payment, outcome(1, "PAYMENT", "CONFIRMED"), outcome(1, "CHARGE", "NOT_REQUIRED"));
        var commands = polls.intake(batch, Events.voided(batch, payment), Events.reissued(batch, payment, 2));
        awaitStatus("Reissuing");
        assertThat(neighbours
                        .heard(PaymentStatusChanged.class, payment)
                        .getLast()
                        .getAnswered())
                .containsExactly(commands.get(0).id(), commands.get(1).id());
        assertThat(neighbours.await_(ReversalRequested.class, payment, 1))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.getIssuance()).isEqualTo(1);
                    assertThat(it.getBatchId()).isEqualTo(batch);
                    assertThat(Examples.unwritten(it)).isEmpty();
                });
        assertThat(neighbours.await_(ClaimStatusCancelled.class, payment, 1))
                .first()
                .satisfies(it -> {
                    assertThat(it.getIssuance()).isEqualTo(1);
                    assertThat(it.getBatchId()).isEqualTo(batch);
                    assertThat(Examples.unwritten(it)).isEmpty();
                });

        polls.postings(payment, outcome(1, "REVERSAL", "ACCEPTED"), outcome(1, "CHARGE_ADJUSTMENT", "NOT_REQUIRED"));
        await().untilAsserted(() -> assertThat(neighbours
                        .heard(PaymentStatusChanged.class, payment)
                        .getLast()
                        .getClaims())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.getOutcome()).isNull();
                    assertThat(it.getReversalOutcome()).isEqualTo("ACCEPTED");
                    assertThat(it.getAdjustmentOutcome()).isEqualTo("NOT_REQUIRED");
                }));
        polls.postings(payment, outcome(1, "REVERSAL", "CONFIRMED"));
        awaitStatus("RemittanceRequested");
        assertThat(neighbours
                        .await_(ClaimStatusRequested.class, payment, 2)
                        .getLast()
                        .getIssuance())
                .isEqualTo(2);
        polls.statuses(payment, Events.status(payment, 0, 2, claim, "F1"));
        assertThat(neighbours
                        .await_(PostingRequested.class, payment, 2)
                        .getLast()
                        .getIssuance())
                .isEqualTo(2);
        polls.postings(payment, outcome(2, "PAYMENT", "CONFIRMED"), outcome(2, "CHARGE", "NOT_REQUIRED"));

        var last = awaitStatus("Completed");
        assertThat(last.getIssuance()).isEqualTo(2);
        assertThat(last.getAvailableBalance()).isEqualTo(Events.PAID);
        assertThat(neighbours.heard(PaymentStatusChanged.class, payment).stream()
                        .flatMap(it -> it.getSteps().stream())
                        .map(StatusStep::getStatus))
                .containsExactly(
                        "Created",
                        "Loading",
                        "RemittanceRequested",
                        "DistributionAssigned",
                        "Requested",
                        "Sent",
                        "Completed",
                        "Voided",
                        "Reissuing",
                        "Loading",
                        "RemittanceRequested",
                        "DistributionAssigned",
                        "Requested",
                        "Sent",
                        "Completed");
    }

    @Test
    void a_restored_hub_that_hears_of_a_void_and_a_reissue_before_what_was_posted_undoes_that_first() {
        polls.registered(claim);
        polls.intake(batch, accepted(header(batch, false, 1), payment, true, claim));
        polls.intake(batch, Events.voided(batch, payment), Events.reissued(batch, payment, 2));
        awaitStatus("RemittanceRequested");
        assertThat(neighbours.heard(ReversalRequested.class, payment)).isEmpty();

        polls.postings(payment, outcome(1, "PAYMENT", "CONFIRMED"));
        polls.postings(payment, outcome(1, "CHARGE", "NOT_REQUIRED"));
        assertThat(neighbours.await_(ReversalRequested.class, payment, 1))
                .singleElement()
                .satisfies(it -> assertThat(it.getIssuance()).isEqualTo(1));
        polls.statuses(payment, Events.status(payment, 0, 2, claim, "F1"));
        awaitStatus("DistributionAssigned");
        assertThat(neighbours.heard(PostingRequested.class, payment)).isEmpty();

        polls.postings(payment, outcome(1, "REVERSAL", "CONFIRMED"), outcome(1, "CHARGE_ADJUSTMENT", "NOT_REQUIRED"));
        awaitStatus("Requested");
        assertThat(neighbours.await_(PostingRequested.class, payment, 1))
                .singleElement()
                .satisfies(it -> assertThat(it.getIssuance()).isEqualTo(2));
    }

    @Test
    void a_reissue_of_what_is_not_voided_is_refused() {
        polls.intake(batch, accepted(header(batch, false, 1), payment, true, claim));

        var command = polls.intake(batch, Events.reissued(batch, payment, 2)).getFirst();

        var rejected = neighbours.await_(CommandRejected.class, payment, 1).getFirst();
        assertThat(rejected.getCommandId()).isEqualTo(command.id());
        assertThat(rejected.getCode()).isEqualTo("not-voided");
    }

    @Test
    void what_stands_in_the_way_of_undoing_opens_an_exception_and_late_outcomes_are_told_to_their_issuance() {
        requested(batch, payment);
        polls.intake(batch, Events.voided(batch, payment), Events.reissued(batch, payment, 2));
        polls.postings(payment, outcome(1, "PAYMENT", "CONFIRMED"), outcome(1, "CHARGE", "NOT_REQUIRED"));
        polls.postings(payment, outcome(1, "REVERSAL", "REJECTED"), outcome(1, "CHARGE_ADJUSTMENT", "NOT_REQUIRED"));

        assertThat(neighbours
                        .await_(PaymentExceptionOpened.class, payment, 1)
                        .getFirst()
                        .getCauses())
                .singleElement()
                .satisfies(cause -> assertThat(cause.getCode()).isEqualTo("posting-rejected"));
        assertThat(neighbours
                        .heard(PaymentStatusChanged.class, payment)
                        .getLast()
                        .getStatus())
                .isEqualTo("Reissuing");

        polls.postings(payment, outcome(1, "REVERSAL", "CONFIRMED"));
        awaitStatus("RemittanceRequested");
        polls.postings(payment, outcome(1, "CHARGE", "CONFIRMED"));
        assertThat(neighbours
                        .heard(PaymentStatusChanged.class, payment)
                        .getLast()
                        .getClaims())
                .singleElement()
                .satisfies(it -> assertThat(it.getOutcome()).isNull());
    }

    @Test
    void a_payer_reports_the_money_as_drawn_and_nothing_is_left_to_void() {
        requested(batch, payment);
        polls.intake(batch, Events.settled(batch, payment), Events.voided(batch, payment));

        assertThat(neighbours
                        .await_(CommandRejected.class, payment, 1)
                        .getFirst()
                        .getCode())
                .isEqualTo("no-available-balance");
        assertThat(neighbours
                        .heard(PaymentStatusChanged.class, payment)
                        .getLast()
                        .getAvailableBalance())
                .isZero();
    }

    /** What a void meets. */
    private enum Rival {
        SETTLEMENT,
        COMPLETION,
        ANOTHER_VOID
    }

    private record Race(String batch, String payment, String claim, Rival rival, boolean isVoidAhead) {

        static Race number(int number) {
            var payment = Ids.next();
            return new Race(
                    Ids.next(),
                    payment,
                    "void-" + payment,
                    Rival.values()[number % Rival.values().length],
                    number % 2 == 0);
        }
    }

    @Test
    void of_a_void_and_what_it_races_one_wins_in_a_thousand_runs() throws InterruptedException {
        var races = IntStream.range(0, RACES).mapToObj(Race::number).toList();
        requested(races);

        for (var race : races) {
            Runnable voiding = () -> polls.intake(race.batch(), Events.voided(race.batch(), race.payment()));
            Runnable rival = () -> rival(race);
            race(race.isVoidAhead() ? voiding : rival, race.isVoidAhead() ? rival : voiding);
        }

        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> races.forEach(this::assertOneWinner));
    }

    private void rival(Race race) {
        var id = race.payment();
        switch (race.rival()) {
            case SETTLEMENT -> polls.statuses(id, Events.cashed(id, 0, race.claim()));
            case COMPLETION ->
                polls.postings(
                        id,
                        Events.outcome(id, 0, "PAYMENT", "CONFIRMED"),
                        Events.outcome(id, 0, "CHARGE", "NOT_REQUIRED"));
            case ANOTHER_VOID -> polls.intake(race.batch(), Events.voided(race.batch(), id));
        }
    }

    private void assertOneWinner(Race race) {
        var told = neighbours.heard(PaymentStatusChanged.class, race.payment());
        boolean isVoided = told.stream().anyMatch(it -> it.getStatus().equals("Voided"));
        int losers =
                switch (race.rival()) {
                    // Whoever cashes a check asks for no answer.
                    case SETTLEMENT -> isVoided ? 0 : 1;
                    // Both are done: what was completed is undone.
                    case COMPLETION -> 0;
                    case ANOTHER_VOID -> 1;
                };
        assertThat(told.getLast().getAvailableBalance()).isZero();
        assertThat(isVoided || race.rival() == Rival.SETTLEMENT).isTrue();
        assertThat(neighbours.heard(ReversalRequested.class, race.payment())).hasSize(isVoided ? 1 : 0);
        assertThat(neighbours.heard(CommandRejected.class, race.payment())).hasSize(losers);
    }

    private static void race(Runnable one, Runnable other) throws InterruptedException {
        var start = new CyclicBarrier(2);
        var first = Thread.ofVirtual().start(() -> after(start, one));
        var second = Thread.ofVirtual().start(() -> after(start, other));
        first.join();
        second.join();
    }

    private static void after(CyclicBarrier start, Runnable work) {
        try {
            start.await();
        } catch (InterruptedException | BrokenBarrierException broken) {
            throw new IllegalStateException(broken);
        }
        work.run();
    }

    private void requested(List<Race> races) {
        polls.registered(races.stream().map(Race::claim).toArray(String[]::new));
        polls.intake(races.stream()
                .collect(toMap(
                        Race::batch, it -> accepted(header(it.batch(), false, 1), it.payment(), true, it.claim()))));
        polls.statuses(
                races.stream().collect(toMap(Race::payment, it -> Events.status(it.payment(), 0, it.claim(), "F1"))));
    }

    private void requested(String batchId, String paymentId) {
        var key = "void-" + paymentId;
        polls.registered(key);
        polls.intake(batchId, accepted(header(batchId, false, 1), paymentId, true, key));
        polls.statuses(paymentId, Events.status(paymentId, 0, key, "F1"));
    }

    private SpecificRecord outcome(int issuance, String purpose, String outcome) {
        return Events.outcome(payment, 0, issuance, purpose, outcome);
    }

    private PaymentStatusChanged awaitStatus(String status) {
        await().untilAsserted(() -> assertThat(neighbours.heard(PaymentStatusChanged.class, payment))
                .isNotEmpty()
                .last()
                .satisfies(it -> assertThat(it.getStatus()).isEqualTo(status)));
        return neighbours.heard(PaymentStatusChanged.class, payment).getLast();
    }
}
