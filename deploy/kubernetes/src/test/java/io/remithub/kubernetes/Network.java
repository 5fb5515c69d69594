package io.remithub.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may speak to whom, as NetworkPolicies add up: a path is open when both ends let it. */
record Network(List<Manifest> policies, Map<String, Integer> namedPorts) {

    /**
     * One end of a path.
     *
     * @param namespace empty for what is outside the cluster
     * @param inside whether it is of the hub's namespace, where the policies hold
     */
    record Party(String name, boolean inside, String namespace, Map<String, String> labels, String address) {

        static Party pod(String name, Map<String, String> labels) {
            return new Party(name, true, "", labels, "");
        }

        static Party of(String namespace, Map<String, String> labels) {
            return new Party(namespace, false, namespace, labels, "");
        }

        static Party at(String name, String address) {
            return new Party(name, false, "", Map.of(), address);
        }
    }

    static Network of(Manifests manifests) {
        return new Network(manifests.ofKind("NetworkPolicy").toList(), Map.of("http", 8080, "management", 9000));
    }

    /** Every open path between two of them, as {@code from > to:port}. */
    Set<String> paths(List<Party> parties) {
        Set<Integer> ports = policies.stream()
                .flatMap(policy -> Stream.of("/spec/ingress", "/spec/egress").flatMap(policy::each))
                .flatMap(rule -> Manifest.items(rule.path("ports")))
                .map(this::number)
                .collect(Collectors.toCollection(TreeSet::new));
        ports.add(22);
        var paths = new TreeSet<String>();
        for (Party from : parties) {
            for (Party to : parties) {
                ports.stream()
                        .filter(port -> from.inside() || to.inside())
                        .filter(port -> !from.inside() || lets(from, "egress", "to", to, port))
                        .filter(port -> !to.inside() || lets(to, "ingress", "from", from, port))
                        .forEach(port -> paths.add(from.name() + " > " + to.name() + ":" + port));
            }
        }
        return paths;
    }

    /** A pod that no policy selects for a direction is open in it; otherwise one rule of one policy suffices. */
    private boolean lets(Party pod, String direction, String peers, Party other, int port) {
        List<Manifest> holding = policies.stream()
                .filter(policy -> matches(policy.at("/spec/podSelector"), pod.labels()))
                .filter(policy -> policy.each("/spec/policyTypes")
                        .anyMatch(type -> type.asText().equalsIgnoreCase(direction)))
                .toList();
        return holding.isEmpty()
                || holding.stream()
                        .flatMap(policy -> policy.each("/spec/" + direction))
                        .anyMatch(rule -> any(rule.path(peers), peer -> matches(peer, other))
                                && any(rule.path("ports"), allowed -> number(allowed) == port));
    }

    /** What is not said is not bounded. */
    private static boolean any(JsonNode bounds, Predicate<JsonNode> matches) {
        return bounds.isEmpty() || Manifest.items(bounds).anyMatch(matches);
    }

    private int number(JsonNode port) {
        JsonNode said = port.path("port");
        return said.isInt() ? said.asInt() : namedPorts.getOrDefault(said.asText(), -1);
    }

    private static boolean matches(JsonNode peer, Party party) {
        if (peer.has("ipBlock")) {
            return !party.address().isEmpty()
                    && within(party.address(), peer.at("/ipBlock/cidr").asText())
                    && Manifest.items(peer.at("/ipBlock/except"))
                            .noneMatch(except -> within(party.address(), except.asText()));
        }
        boolean namespace = peer.has("namespaceSelector")
                ? !party.namespace().isEmpty()
                        && matches(
                                peer.path("namespaceSelector"),
                                Map.of("kubernetes.io/metadata.name", party.namespace()))
                : party.inside();
        return namespace && (!peer.has("podSelector") || matches(peer.path("podSelector"), party.labels()));
    }

    private static boolean matches(JsonNode selector, Map<String, String> labels) {
        return labels.entrySet()
                        .containsAll(
                                Manifest.strings(selector.path("matchLabels")).entrySet())
                && Manifest.items(selector.path("matchExpressions"))
                        .allMatch(expression ->
                                expression.path("operator").asText().equals("Exists")
                                        && labels.containsKey(
                                                expression.path("key").asText()));
    }

    private static boolean within(String address, String cidr) {
        String[] block = cidr.split("/");
        int bits = Integer.parseInt(block[1]);
        long mask = bits == 0 ? 0 : -1L << (32 - bits);
        return (number(address) & mask) == (number(block[0]) & mask);
    }

    private static long number(String address) {
        return Stream.of(address.split("\\.")).mapToLong(Long::parseLong).reduce(0, (sum, part) -> sum * 256 + part);
    }
}
