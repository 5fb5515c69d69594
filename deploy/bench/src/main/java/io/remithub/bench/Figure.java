package io.remithub.bench;

/**
 * What is measured.
 *
 * @param goal of the ratio to the ceiling
 * @param ceiling what it is measured beside
 */
record Figure(String name, String unit, String goal, String ceiling) {}
