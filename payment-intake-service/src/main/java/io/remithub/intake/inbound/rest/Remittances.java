package io.remithub.intake.inbound.rest;

import static java.util.Objects.requireNonNullElse;

import io.remithub.intake.domain.Money;
import io.remithub.intake.domain.Remittance;
import io.remithub.intake.inbound.rest.body.ClaimBody;
import io.remithub.intake.inbound.rest.body.ClaimBody.AdjustmentGroup;
import io.remithub.intake.inbound.rest.body.ClaimBody.Entity;
import io.remithub.intake.inbound.rest.body.ClaimBody.QualifiedDate;
import io.remithub.intake.inbound.rest.body.ClaimLevel.ProviderSummary;
import io.remithub.intake.inbound.rest.body.PaymentBody;
import io.remithub.intake.inbound.rest.body.ServiceLineBody;
import io.remithub.intake.inbound.rest.body.ServiceLineBody.Procedure;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The payer's body as the domain sees it: what the hub works with, of all that the body carries. */
final class Remittances {

    private static final String PATIENT = "QC";
    private static final String INSURED = "IL";
    private static final String SOCIAL_SECURITY_NUMBER = "34";
    private static final String NPI = "XX";
    private static final String LINE_CONTROL_NUMBER = "6R";
    private static final Set<String> SERVICE_START = Set.of("150", "472");
    private static final Set<String> STATEMENT_START = Set.of("232");

    private Remittances() {}

    static Remittance of(PaymentBody body) {
        var details = body.paymentDetails();
        var payee = body.payeeDetails();
        return new Remittance(
                details.issuerReferenceId(),
                details.issuerPaymentId(),
                details.paymentDate(),
                details.adjudicationCutoffDate(),
                details.amount(),
                details.remitMethod(),
                new Remittance.Payee(payee.taxId(), payee.npiId()),
                body.totalNumberClaims(),
                claims(body),
                summaries(body),
                orNone(body.providerLevelAdjustment()).stream()
                        .flatMap(level -> orNone(level.adjustments()).stream()
                                .map(plb -> new Remittance.ProviderAdjustment(
                                        level.providerIdentifier(), plb.reasonCode(), plb.identifier(), plb.amount())))
                        .toList());
    }

    private static List<Remittance.Summary> summaries(PaymentBody body) {
        return orNone(body.claimLevelInformation()).stream()
                .flatMap(level -> Stream.ofNullable(level.providerSummaryInformation())
                        .map(ProviderSummary::quantity)
                        .filter(Objects::nonNull)
                        .map(quantity -> new Remittance.Summary(
                                quantity.longValue(), orNone(level.claimLoop()).size())))
                .toList();
    }

    private static List<Remittance.Claim> claims(PaymentBody body) {
        var claims = new ArrayList<Remittance.Claim>();
        orNone(body.claimLevelInformation()).stream()
                .flatMap(level -> orNone(level.claimLoop()).stream())
                .forEach(claim -> claims.add(claim(claims.size(), claim)));
        return List.copyOf(claims);
    }

    private static Remittance.Claim claim(int index, ClaimBody body) {
        var clp = body.claimPaymentInformation();
        var lines = orNone(body.loop2110());
        var numbered = new ArrayList<Remittance.Line>();
        lines.forEach(line -> numbered.add(line(numbered.size() + 1, line)));
        return new Remittance.Claim(
                index,
                clp.patientControlNumber(),
                clp.payerClaimControlNumber(),
                patient(orNone(body.involvedEntitiesInfo())),
                clp.statusCode(),
                clp.totalChargeAmount(),
                clp.paymentAmount(),
                requireNonNullElse(clp.patientResponsibilityAmount(), Money.ZERO),
                serviceDate(body, lines),
                providers(orNone(body.involvedEntitiesInfo())),
                adjustments(body.claimAdjustments()),
                Remarks.of(body),
                List.copyOf(numbered));
    }

    private static Remittance.Patient patient(List<Entity> entities) {
        Optional<Entity> patient = first(entities, PATIENT);
        String member = Stream.of(first(entities, INSURED), patient)
                .flatMap(Optional::stream)
                .filter(entity -> !SOCIAL_SECURITY_NUMBER.equals(entity.identificationCodeQualifier()))
                .map(Entity::entityIdentifier)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return new Remittance.Patient(
                patient.map(Entity::firstName).orElse(null),
                patient.map(Entity::lastName).orElse(null),
                member);
    }

    private static List<String> providers(List<Entity> entities) {
        return entities.stream()
                .filter(entity -> NPI.equals(entity.identificationCodeQualifier()))
                .map(Entity::entityIdentifier)
                .filter(Objects::nonNull)
                .toList();
    }

    private static Optional<Entity> first(List<Entity> entities, String kind) {
        return entities.stream()
                .filter(entity -> kind.equals(entity.entityIdentifierCode()))
                .findFirst();
    }

    /** The first day of service; where no line tells, the start of the statement. */
    private static @Nullable LocalDate serviceDate(ClaimBody body, List<ServiceLineBody> lines) {
        return lines.stream()
                .flatMap(line -> orNone(line.serviceDate()).stream())
                .filter(day -> day.dateTimeQualifier() == null || SERVICE_START.contains(day.dateTimeQualifier()))
                .map(ServiceLineBody.ServiceDate::date)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .or(() -> orNone(body.relevantDates()).stream()
                        .filter(day -> day.qualifier() != null && STATEMENT_START.contains(day.qualifier()))
                        .map(QualifiedDate::date)
                        .filter(Objects::nonNull)
                        .findFirst())
                .orElse(null);
    }

    private static Remittance.Line line(int place, ServiceLineBody body) {
        var svc = body.servicePaymentInformation();
        String number = orNone(body.relatedIdentificationRefSvc()).stream()
                .filter(reference -> LINE_CONTROL_NUMBER.equals(reference.referenceIdentificationQualifier()))
                .map(ServiceLineBody.LineReference::referenceIdentifier)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(Integer.toString(place));
        return new Remittance.Line(
                number,
                Optional.ofNullable(svc.compositeMedicalProcedureId1())
                        .map(Procedure::procedureCode)
                        .orElse(null),
                svc.lineItemChargeAmount(),
                svc.lineItemProviderPaymentAmount(),
                adjustments(body.serviceAdjustment()),
                Stream.of(svc.compositeMedicalProcedureId1(), svc.compositeMedicalProcedureId2())
                        .flatMap(Remittances::procedure)
                        .toList(),
                svc.nationalUniformBillingCommitteeRevenueCode(),
                Remarks.of(body));
    }

    private static Stream<Remittance.Procedure> procedure(@Nullable Procedure procedure) {
        return procedure == null || procedure.productServiceIdQualifier() == null || procedure.procedureCode() == null
                ? Stream.empty()
                : Stream.of(new Remittance.Procedure(procedure.productServiceIdQualifier(), procedure.procedureCode()));
    }

    private static List<Remittance.Adjustment> adjustments(@Nullable List<AdjustmentGroup> groups) {
        return orNone(groups).stream()
                .flatMap(group -> orNone(group.adjustments()).stream()
                        .map(cas -> new Remittance.Adjustment(
                                group.claimAdjustmentGroupCode(), cas.adjustmentReasonCode(), cas.monetaryAmount())))
                .toList();
    }

    /** Of the lists that may hold anything the contract leaves open, absent and null entries are left out. */
    static <T> List<T> orNone(@Nullable List<T> values) {
        return values == null
                ? List.of()
                : values.stream().filter(Objects::nonNull).toList();
    }
}
