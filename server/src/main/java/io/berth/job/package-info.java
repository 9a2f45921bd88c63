/**
 * Jobs of registries, by Harbor's words: schedules that ask for executions, executions that people
 * ask for, and the threads of this process that work them off. What a job does is brought by
 * whoever has a kind of job ({@link io.berth.job.Work}). Must never know HTTP or any API.
 */
@NullMarked
package io.berth.job;

import org.jspecify.annotations.NullMarked;
