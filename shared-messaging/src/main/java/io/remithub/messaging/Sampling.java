package io.remithub.messaging;

import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.quarkus.opentelemetry.runtime.AutoConfiguredOpenTelemetrySdkBuilderCustomizer;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where no collector is named, a trace goes on by its ids alone: no span is recorded, kept or sent, whoever asks for it. */
@Singleton
class Sampling implements AutoConfiguredOpenTelemetrySdkBuilderCustomizer {

    private final boolean collected;

    Sampling(@ConfigProperty(name = "quarkus.otel.exporter.otlp.traces.endpoint") String collector) {
        this.collected = !collector.isBlank();
    }

    @Override
    public void customize(AutoConfiguredOpenTelemetrySdkBuilder tracing) {
        tracing.addSamplerCustomizer((configured, _) -> collected ? configured : Sampler.alwaysOff());
    }
}
