package io.remithub.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.remithub.metrics.DatabaseGauges;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MonitoringTest {

    /** Its own, and what messaging asks. */
    private static final int QUERIES_OF_A_SERVICE = 2;

    @Test
    void every_service_is_scraped_where_it_tells_its_metrics() {
        Rule rule = manifests -> Stream.of(HubService.values())
                .filter(service -> manifests
                        .ofKind("ServiceMonitor")
                        .noneMatch(monitor -> monitor.each("/spec/selector/matchExpressions/0/values")
                                        .anyMatch(value -> value.asText().equals(service.module()))
                                && monitor.each("/spec/endpoints")
                                        .anyMatch(endpoint ->
                                                endpoint.path("path").asText().equals("/q/metrics")
                                                        && manifests
                                                                .get("Service", service.module())
                                                                .each("/spec/ports")
                                                                .anyMatch(port -> port.path("name")
                                                                                .equals(endpoint.path("port"))
                                                                        && port.path("port")
                                                                                        .asInt()
                                                                                == 9000))))
                .map(service -> service.module() + " is not scraped");
        rule.holdsIn(Overlay.PRODUCTION)
                .failsWith("ServiceMonitor", "services", "/spec/selector/matchExpressions/0/values/0", "intake")
                .failsWith("ServiceMonitor", "services", "/spec/endpoints/0/path", "/metrics")
                .failsWith("ServiceMonitor", "services", "/spec/endpoints/0/port", "http");
    }

    /** While the poller is at none, nobody else can tell that nothing would wake it. */
    @Test
    void who_scales_the_hub_is_scraped_where_it_runs() {
        Rule rule = manifests -> Stream.of("keda-operator")
                .filter(operator -> manifests
                        .ofKind("PodMonitor")
                        .noneMatch(monitor -> monitor.each("/spec/namespaceSelector/matchNames")
                                        .anyMatch(
                                                namespace -> namespace.asText().equals("keda"))
                                && monitor.at("/spec/selector/matchLabels/app")
                                        .asText()
                                        .equals(operator)))
                .map(operator -> operator + " is not scraped");
        rule.holdsIn(Overlay.PRODUCTION)
                .failsWith("PodMonitor", "keda", "/spec/namespaceSelector", null)
                .failsWith("PodMonitor", "keda", "/spec/selector/matchLabels/app", "keda");
    }

    @Test
    void a_scrape_waits_longer_than_its_gauges_wait_for_a_database_that_keeps_silent() {
        Rule rule = manifests -> manifests.ofKind("ServiceMonitor").flatMap(monitor -> monitor.each("/spec/endpoints")
                .filter(endpoint ->
                        seconds(endpoint, "scrapeTimeout") <= QUERIES_OF_A_SERVICE * DatabaseGauges.SECONDS_OF_PATIENCE
                                || seconds(endpoint, "scrapeTimeout") > seconds(endpoint, "interval"))
                .map(_ -> monitor + " takes a database that is away for a service that is down"));
        rule.holdsIn(Overlay.PRODUCTION)
                .failsWith("ServiceMonitor", "services", "/spec/endpoints/0/scrapeTimeout", null)
                .failsWith("ServiceMonitor", "services", "/spec/endpoints/0/interval", "10s");
    }

    @Test
    void the_job_of_a_metric_is_the_name_of_its_service() {
        Rule rule = manifests -> manifests.ofKind("ServiceMonitor").flatMap(monitor -> Stream.of(HubService.values())
                .filter(service -> !service.module()
                        .equals(manifests
                                .get("Service", service.module())
                                .labels()
                                .get(monitor.at("/spec/jobLabel").asText())))
                .map(service -> service.module() + " has another job"));
        rule.holdsIn(Overlay.PRODUCTION)
                .failsWith("ServiceMonitor", "services", "/spec/jobLabel", "app.kubernetes.io/part-of")
                .failsWith("ServiceMonitor", "services", "/spec/jobLabel", null);
    }

    @Test
    void what_a_database_tells_bears_the_name_of_its_cluster() {
        Rule rule = manifests -> Stream.of("cnpg.io/cluster")
                .filter(label -> manifests
                        .ofKind("PodMonitor")
                        .noneMatch(monitor -> monitor.at("/spec/selector/matchExpressions/0/key")
                                        .asText()
                                        .equals(label)
                                && monitor.each("/spec/podTargetLabels")
                                        .anyMatch(kept -> kept.asText().equals(label))))
                .map(label -> "nobody knows a database by " + label);
        rule.holdsIn(Overlay.PRODUCTION)
                .failsWith("PodMonitor", "databases", "/spec/podTargetLabels", null)
                .failsWith("PodMonitor", "databases", "/spec/selector/matchExpressions/0/key", "cluster");
    }

    @Test
    void spans_of_every_service_go_to_the_collector() {
        Rule rule = manifests -> Stream.of(HubService.values())
                .filter(service -> !Environment.of(manifests, service.module())
                        .values()
                        .getOrDefault("OTEL_EXPORTER_OTLP_ENDPOINT", "")
                        .startsWith("http"))
                .map(service -> service.module() + " keeps its spans");
        rule.holdsIn(Overlay.PRODUCTION).failsWith("no collector", manifests -> Environment.configMap(manifests, "hub")
                .remove("OTEL_EXPORTER_OTLP_ENDPOINT"));
    }

    private static int seconds(JsonNode endpoint, String setting) {
        return Integer.parseInt(endpoint.path(setting).asText("0s").replace("s", ""));
    }
}
