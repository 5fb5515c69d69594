package io.remithub.sandbox.ledger;

import io.quarkus.arc.All;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;

@Path("/")
@RunOnVirtualThread
class LedgerResource {
    @CheckedTemplate(basePath = "")
    static class Templates {
        static native TemplateInstance ledgers(List<PartnerLedger> ledgers);
    }

    private final List<PartnerLedger> ledgers;

    LedgerResource(@All List<PartnerLedger> ledgers) {
        this.ledgers = ledgers.stream()
                .sorted(Comparator.comparing(PartnerLedger::partner))
                .toList();
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance page() {
        return Templates.ledgers(ledgers);
    }

    @GET
    @Path("/ledger/{partner}")
    @Produces(MediaType.APPLICATION_JSON)
    public Object ledger(@PathParam("partner") String partner) {
        return ledgers.stream()
                .filter(ledger -> ledger.partner().equals(partner))
                .findFirst()
                .orElseThrow(NotFoundException::new)
                .view();
    }

    @DELETE
    @Path("/ledger")
    public void forget() {
        ledgers.forEach(PartnerLedger::clear);
    }
}
