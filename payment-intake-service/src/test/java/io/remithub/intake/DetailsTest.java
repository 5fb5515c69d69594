package io.remithub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class DetailsTest {

    private static final JsonPointer CLAIM = JsonPointer.compile("/remittance/claimLevelInformation/0/claimLoop/0");

    @Test
    void no_field_of_the_guides_example_is_lost_on_the_way_to_the_details() {
        var sent = Samples.guide();

        var details = Api.details(Api.ACME_PHI, Api.issued(sent));

        var leaves = leaves(sent);
        assertThat(leaves).hasSizeGreaterThan(140);
        leaves.forEach((pointer, value) -> assertThat(
                        details.at(placeInDetails(pointer)).asText())
                .as(pointer)
                .isEqualTo(value.asText()));
    }

    @Test
    void what_the_hub_does_not_know_is_kept_as_well() {
        var sent = Samples.balanced();
        ((ObjectNode) sent.at("/payment")).putObject("futureMember").put("note", "kept");
        ((ObjectNode) Samples.claimLoop(sent).get(0)).put("secondOpinion", 12.50);
        String id = Api.issued(sent);

        var clear = Api.details(Api.ACME_PHI, id);
        assertThat(clear.at("/remittance/futureMember/note").asText()).isEqualTo("kept");
        assertThat(clear.at(CLAIM).get("secondOpinion").decimalValue()).isEqualByComparingTo("12.50");

        var masked = Api.details(Api.ACME, id);
        assertThat(masked.at("/remittance/futureMember").asText()).isEqualTo("***");
        assertThat(masked.at(CLAIM).get("secondOpinion").asText()).isEqualTo("***");
    }

    @Test
    void what_identifies_a_patient_is_masked_unless_the_key_may_read_it() {
        var sent = Samples.guide();
        String id = Api.issued(sent);

        var details = Api.details(Api.ACME, id);

        var claim = details.at(CLAIM);
        for (String hidden : List.of(
                "/involvedEntitiesInfo/0/lastName",
                "/involvedEntitiesInfo/0/firstName",
                "/involvedEntitiesInfo/0/middleNameOrInitial",
                "/claimContactInformation/name",
                "/claimContactInformation/email")) {
            assertThat(claim.at(hidden).asText()).as(hidden).isEqualTo("***");
        }
        assertThat(claim.at("/claimPaymentInformation/patientControlNumber").asText())
                .isEqualTo("***37");
        assertThat(claim.at("/claimPaymentInformation/payerClaimControlNumber").asText())
                .isEqualTo("***7801");
        assertThat(claim.at("/claimContactInformation/primaryPhone/number").asText())
                .isEqualTo("***12");
        assertThat(details.at("/payeeDetails/taxId").asText()).isEqualTo("***2990");
        assertThat(details.at("/providerLevelAdjustment/0/adjustments/0/identifier")
                        .asText())
                .isEqualTo("***");
        assertThat(details.toString()).doesNotContain("Shephard", "7722337", "786532990", "8005551212", "2004990161");
    }

    @Test
    void figures_and_codes_stay_readable_where_patients_are_masked() {
        var details = Api.details(Api.ACME, Api.issued(Samples.guide()));

        assertThat(details.at(CLAIM)
                        .at("/claimPaymentInformation/totalChargeAmount")
                        .decimalValue())
                .isEqualByComparingTo(new BigDecimal("211366.97"));
        assertThat(details.at(CLAIM)
                        .at("/loop2110/0/serviceAdjustment/0/adjustments/0/adjustmentReasonCode")
                        .asText())
                .isEqualTo("45");
        assertThat(details.at(CLAIM)
                        .at("/loop2110/0/healthCareRemarkCode/remarkCode")
                        .asText())
                .isEqualTo("12345");
        assertThat(details.at("/providerLevelAdjustment/0/providerIdentifier").asText())
                .isEqualTo("1134673957");
    }

    @Test
    void the_details_carry_what_the_contract_names() {
        var sent = Samples.balanced();
        var details = Api.details(Api.ACME, Api.issued(sent));

        assertThat(details.get("clientRequestId").asText())
                .isEqualTo(sent.get("clientRequestId").asText());
        assertThat(details.get("accountShortCode").asText()).isEqualTo("ACCT1");
        assertThat(details.get("subAccountShortCode").asText()).isEqualTo("SUBACCT1");
        assertThat(details.get("issuerPaymentId").asText()).isEqualTo("0f5c8a7e2b1d4c6f9a3e5d7b8c9d0e1f");
        assertThat(details.get("paymentDate").asText()).isEqualTo("2025-01-15");
        assertThat(details.get("adjudicationCutoffDate").asText()).isEqualTo("2025-01-15");
        assertThat(details.get("remitMethod").asText()).isEqualTo("DATA");
        assertThat(details.get("availableBalance").toString()).isEqualTo("1754.98");
        assertThat(details.get("held").asBoolean()).isFalse();
        assertThat(details.get("issuanceNumber").asInt()).isEqualTo(1);
        assertThat(details.get("totalNumberClaims").asInt()).isEqualTo(2);
        assertThat(details.at("/balanceCheck/result").asText()).isEqualTo("BALANCED");
        assertThat(details.at("/statusHistory").findValuesAsText("status")).containsExactly("Created");
        assertThat(details.at("/claims").findValuesAsText("paidAmount")).containsExactly("1500.00", "479.81");
        assertThat(details.has("exception")).isFalse();
    }

    /** The envelope and the payment's own details stand at the top, the rest as it was sent. */
    private static String placeInDetails(String pointer) {
        return pointer.startsWith("/payment/") ? "/remittance" + pointer.substring("/payment".length()) : pointer;
    }

    private static Map<String, JsonNode> leaves(JsonNode root) {
        var leaves = new LinkedHashMap<String, JsonNode>();
        collect("", root, leaves);
        return leaves;
    }

    private static void collect(String pointer, JsonNode node, Map<String, JsonNode> leaves) {
        if (node.isObject()) {
            node.properties().forEach(it -> collect(pointer + "/" + it.getKey(), it.getValue(), leaves));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(pointer + "/" + i, node.get(i), leaves);
            }
        } else {
            leaves.put(pointer, node);
        }
    }
}
