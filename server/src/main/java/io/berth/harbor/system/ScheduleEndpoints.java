package io.berth.harbor.system;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborQuery;
import io.berth.harbor.wire.Timestamp;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.right.SystemPermission;
import io.berth.job.JobService;
import io.berth.job.PausedQueues;
import io.berth.job.Schedule;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.util.List;

/** {@code /schedules}: what the registry does without anybody asking, whichever job it is. */
public final class ScheduleEndpoints {
  private final JobService jobs;

  public ScheduleEndpoints(JobService jobs) {
    this.jobs = jobs;
  }

  public List<Route<Actor>> routes(HarborAccess access) {
    return List.of(
        Route.get("/schedules")
            .asks(access.system(SystemPermission.JOBSERVICE_MONITOR_LIST))
            .by(this::list),
        Route.get("/schedules/{type}/paused").asks(access.signedIn()).by(this::paused));
  }

  /**
   * ScheduleTask.
   *
   * @param nextScheduledTime when it comes round (beyond Harbor)
   * @param type Harbor's word for the schedule (beyond Harbor)
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record ScheduleTask(
      long id,
      String vendorType,
      long vendorId,
      String cron,
      String updateTime,
      String type,
      String nextScheduledTime) {
    static ScheduleTask of(Schedule schedule) {
      return new ScheduleTask(
          schedule.id(),
          schedule.vendor().type().name(),
          schedule.vendor().id(),
          schedule.cron(),
          Timestamp.of(schedule.updatedAt()),
          schedule.kind(),
          Timestamp.of(schedule.nextAt()));
    }
  }

  Response list(Request request) {
    var query = HarborQuery.paged(request);
    return query.answer(
        request, jobs.schedules.list(registry(), query.asked()).each(ScheduleTask::of));
  }

  private record SchedulerStatus(boolean paused) {}

  /** Harbor knows the state of all schedules together alone. */
  Response paused(Request request) {
    if (!request.param("type").equalsIgnoreCase("all")) {
      throw FaultException.invalid(Fault.Part.QUERY, "job_type can only be 'all'");
    }
    return Response.json(
        200, new SchedulerStatus(jobs.queues.of(registry()).contains(PausedQueues.SCHEDULER)));
  }

  private static RegistryId registry() {
    return CurrentRequest.currentRegistry().id();
  }
}
