package io.remithub.orchestrator.domain;

import io.remithub.orchestrator.domain.Ruling.Taken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A payment on its way through one transaction: it takes events, is advanced after each, and remembers its steps. */
public final class MovingPayment {

    private final @Nullable Payment before;
    private Payment now;
    private @Nullable Trigger last;
    private String resolution = ExceptionChange.BY_ITSELF;
    private final List<Step> steps = new ArrayList<>();
    private final List<Command> commands = new ArrayList<>();
    private final List<Takeback> takebacks = new ArrayList<>();
    private final List<String> answered = new ArrayList<>();

    private MovingPayment(@Nullable Payment before, Payment now) {
        this.before = before;
        this.now = now;
    }

    public static MovingPayment of(Payment payment) {
        return new MovingPayment(payment, payment);
    }

    public static MovingPayment accepted(Payment payment, Trigger trigger) {
        var moving = new MovingPayment(null, payment);
        moving.last = trigger;
        moving.steps.add(new Step(payment.status(), null, trigger));
        return moving;
    }

    public Payment now() {
        return now;
    }

    public Ruling<Payment> take(Trigger trigger, Function<Payment, Ruling<Payment>> event) {
        var ruling = event.apply(now);
        if (ruling instanceof Taken<Payment>(var changed)) {
            last = trigger;
            if (changed.status() != now.status()) {
                steps.add(new Step(changed.status(), changed.reasonCode(), trigger));
            }
            var advanced = Saga.advance(changed);
            for (var status : advanced.steps()) {
                var reason = status == PaymentStatus.HELD ? advanced.payment().reasonCode() : null;
                steps.add(new Step(status, reason, trigger));
            }
            commands.addAll(advanced.commands());
            book(changed, advanced);
            now = advanced.payment();
        }
        return ruling;
    }

    /** What is voided before it was loaded again was taken back with the issuance before. */
    private void book(Payment changed, Saga.Advanced advanced) {
        boolean isGivenUp = changed.status() == PaymentStatus.VOIDED || changed.status() == PaymentStatus.FAILED;
        if (isGivenUp && changed.status() != now.status() && now.status() != PaymentStatus.REISSUING) {
            takebacks.addAll(Takeback.takenBack(changed));
        }
        if (advanced.steps().contains(PaymentStatus.LOADING)) {
            takebacks.addAll(Takeback.booked(advanced.payment()));
        }
    }

    /** Nothing happened to it: what stands in its way is looked at again. */
    public void look(Trigger trigger) {
        last = trigger;
    }

    /** What somebody asked of this payment: taken in, whether or not it had an effect. */
    public Ruling<Payment> obey(Trigger trigger, Function<Payment, Ruling<Payment>> command) {
        var ruling = take(trigger, command);
        if (!(ruling instanceof Ruling.Refused<Payment>) && trigger.causeId() instanceof String id) {
            answered.add(id);
            last = last == null ? trigger : last;
        }
        return ruling;
    }

    /** An operator's decision is a step of its own, before those that follow from it. */
    public Ruling<Payment> resolve(Trigger trigger, Action action, About about) {
        int before = steps.size();
        var status = now.status();
        var ruling = take(trigger, payment -> Resolutions.resolve(payment, action, about));
        if (ruling instanceof Taken<Payment>) {
            steps.add(before, new Step(status, action.wire(), trigger));
            resolution = action.name();
        }
        return ruling;
    }

    /** Empty when nothing was taken in. */
    public Optional<PaymentMove> end(Supplier<String> newExceptionId) {
        if (last == null) {
            return Optional.empty();
        }
        var change = ExceptionChange.between(
                now.exception(), ExceptionCauses.of(now), resolution, last.at(), newExceptionId);
        var after = change.map(it -> switch (it) {
                    case ExceptionChange.Opened(var exception) -> now.with(exception);
                    case ExceptionChange.Healed _ -> now.with((OpenException) null);
                })
                .orElse(now);
        return Optional.of(new PaymentMove(
                before,
                after,
                List.copyOf(steps),
                List.copyOf(commands),
                List.copyOf(takebacks),
                List.copyOf(answered),
                change,
                last));
    }
}
