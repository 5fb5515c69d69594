/** How another team reads the hub's public streams: Kafka, Avro and the schemas published on {@code schemas.v1}. */
@NullMarked
package io.remithub.example;

import org.jspecify.annotations.NullMarked;
