package io.remithub.intake.inbound.rest;

import io.remithub.intake.domain.Remittance.Remark;
import io.remithub.intake.inbound.rest.body.ClaimBody;
import io.remithub.intake.inbound.rest.body.ClaimBody.InPatientAdjudication;
import io.remithub.intake.inbound.rest.body.ClaimBody.OutPatientAdjudication;
import io.remithub.intake.inbound.rest.body.ServiceLineBody;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The remark codes of a claim, which are in MIA and MOA, and of a line, which are in LQ. */
final class Remarks {

    private Remarks() {}

    static List<Remark> of(ClaimBody claim) {
        var inPatient = Stream.ofNullable(claim.inPatientAdjudicationInformation())
                .map(InPatientAdjudication::claimPaymentRemarkCode);
        var outPatient =
                Stream.ofNullable(claim.outPatientAdjudicationInformation()).flatMap(Remarks::codes);
        return Stream.concat(inPatient, outPatient)
                .filter(Objects::nonNull)
                .map(code -> new Remark(Remark.HEALTH_CARE, code))
                .toList();
    }

    private static Stream<String> codes(OutPatientAdjudication moa) {
        return Stream.of(
                moa.claimPaymentRemarkCode1(),
                moa.claimPaymentRemarkCode2(),
                moa.claimPaymentRemarkCode3(),
                moa.claimPaymentRemarkCode4(),
                moa.claimPaymentRemarkCode5());
    }

    static List<Remark> of(ServiceLineBody line) {
        return Remittances.orNone(line.healthCareRemarkCode()).stream()
                .filter(remark -> remark.remarkCode() != null)
                .map(remark -> new Remark(
                        Objects.requireNonNullElse(remark.codeListQualifierCode(), Remark.HEALTH_CARE),
                        Objects.requireNonNull(remark.remarkCode())))
                .toList();
    }
}
