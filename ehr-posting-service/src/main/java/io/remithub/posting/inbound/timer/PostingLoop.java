package io.remithub.posting.inbound.timer;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.remithub.messaging.AfterCommit;
import io.remithub.messaging.WorkLoop;
import io.remithub.posting.application.PostToPartner;
import io.remithub.posting.application.PostingPace;
import io.remithub.posting.config.EhrConfig;
import io.remithub.posting.config.PartnersConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;

/** Works on whatever is due, woken by whoever makes something due. */
@ApplicationScoped
class PostingLoop implements PostingPace {

    private final WorkLoop loop;
    private final Runnable wake;
    private final Duration lease;
    private final Duration readLag;
    private final boolean blind;

    // By Instance: the use case itself wakes the loop.
    PostingLoop(EhrConfig ehr, PartnersConfig partners, Instance<PostToPartner> posting) {
        this.loop = new WorkLoop(
                "postings", ehr.idle(), ehr.parallel(), free -> posting.get().due(free));
        this.wake = loop::wake;
        this.readLag = ehr.readLag();
        this.blind = ehr.blind();
        this.lease = partners.callTimeout().plus(partners.callTimeout().dividedBy(2));
    }

    void start(@Observes StartupEvent started) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        loop.close();
    }

    @Override
    public Duration readLag() {
        return readLag;
    }

    @Override
    public Duration lease() {
        return lease;
    }

    @Override
    public boolean blind() {
        return blind;
    }

    @Override
    public void workIsDue() {
        AfterCommit.run(wake);
    }
}
