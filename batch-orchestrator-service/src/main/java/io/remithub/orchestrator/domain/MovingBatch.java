package io.remithub.orchestrator.domain;

import io.remithub.orchestrator.domain.Ruling.Taken;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A batch on its way through one transaction. Its row is locked last and shortly, for every payment of the batch writes
 * to it: commands are decided on what was read, which only they can change, and done again to the locked row.
 */
public final class MovingBatch {

    private final boolean opened;
    private @Nullable Batch read;
    private Trigger trigger;
    private final BatchDelta delta = new BatchDelta();
    private final List<Function<Batch, Ruling<Batch>>> decided = new ArrayList<>();
    private final List<String> answered = new ArrayList<>();

    private MovingBatch(@Nullable Batch read, boolean opened, Trigger trigger) {
        this.read = read;
        this.opened = opened;
        this.trigger = trigger;
    }

    public static MovingBatch of(Batch read, boolean opened, Trigger trigger) {
        return new MovingBatch(read, opened, trigger);
    }

    /** One of whose payments moves, and that is all. */
    public static MovingBatch counting(Trigger trigger) {
        return new MovingBatch(null, false, trigger);
    }

    public Batch now() {
        if (read == null) {
            throw new IllegalStateException("only counted");
        }
        return read;
    }

    /** What has come in so far: only a payer's events change it, and they come one after the other. */
    public Totals current() {
        return now().current().plus(delta.totals());
    }

    public BatchDelta delta(Trigger by) {
        trigger = by;
        return delta;
    }

    public Ruling<Batch> obey(Trigger by, Function<Batch, Ruling<Batch>> command) {
        var ruling = command.apply(now());
        if (ruling instanceof Taken<Batch>(var changed)) {
            read = changed;
            trigger = by;
            decided.add(command);
        }
        if (!(ruling instanceof Ruling.Refused<Batch>) && by.causeId() instanceof String id) {
            answered.add(id);
        }
        return ruling;
    }

    public BatchMove end(Batch locked) {
        var now = locked;
        for (var command : decided) {
            if (command.apply(now) instanceof Taken<Batch>(var changed)) {
                now = changed;
            }
        }
        return new BatchMove(locked, now.fold(delta), opened, !decided.isEmpty(), List.copyOf(answered), trigger);
    }
}
