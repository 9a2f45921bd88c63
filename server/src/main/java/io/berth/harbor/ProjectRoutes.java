package io.berth.harbor;

import static io.berth.identity.Permission.ACCESSORY_LIST;
import static io.berth.identity.Permission.ARTIFACT_ADDITION_READ;
import static io.berth.identity.Permission.ARTIFACT_CREATE;
import static io.berth.identity.Permission.ARTIFACT_DELETE;
import static io.berth.identity.Permission.ARTIFACT_LIST;
import static io.berth.identity.Permission.ARTIFACT_READ;
import static io.berth.identity.Permission.LOG_LIST;
import static io.berth.identity.Permission.MEMBER_CREATE;
import static io.berth.identity.Permission.MEMBER_DELETE;
import static io.berth.identity.Permission.MEMBER_LIST;
import static io.berth.identity.Permission.MEMBER_READ;
import static io.berth.identity.Permission.MEMBER_UPDATE;
import static io.berth.identity.Permission.METADATA_CREATE;
import static io.berth.identity.Permission.METADATA_DELETE;
import static io.berth.identity.Permission.METADATA_LIST;
import static io.berth.identity.Permission.METADATA_READ;
import static io.berth.identity.Permission.METADATA_UPDATE;
import static io.berth.identity.Permission.PROJECT_DELETE;
import static io.berth.identity.Permission.PROJECT_READ;
import static io.berth.identity.Permission.PROJECT_UPDATE;
import static io.berth.identity.Permission.REPOSITORY_DELETE;
import static io.berth.identity.Permission.REPOSITORY_LIST;
import static io.berth.identity.Permission.REPOSITORY_READ;
import static io.berth.identity.Permission.REPOSITORY_UPDATE;
import static io.berth.identity.Permission.TAG_CREATE;
import static io.berth.identity.Permission.TAG_DELETE;
import static io.berth.identity.Permission.TAG_LIST;

import io.berth.http.Access;
import io.berth.http.Route;
import java.util.ArrayList;
import java.util.List;

/** Routes of projects and what is in them. */
public final class ProjectRoutes {
  private static final String BASE = HarborApi.BASE;
  private static final String PROJECT = "/projects/{project}";
  private static final String REPOSITORY = PROJECT + "/repositories/{repository}";
  private static final String ARTIFACT = REPOSITORY + "/artifacts/{reference}";

  private final HarborAccess access;
  private final HarborAudit audit;

  public ProjectRoutes(HarborAccess access, HarborAudit audit) {
    this.access = access;
    this.audit = audit;
  }

  public List<Route> projects(ProjectEndpoints projects, AuditEndpoints log) {
    var routes = new ArrayList<Route>();
    var open = Access.open("answers only what the caller may see");
    var known = access.signedIn();
    var all = BASE + "/projects";
    var one = BASE + PROJECT;
    routes.add(Route.get(all, open, projects::list));
    routes.add(Route.head(all, known, projects::exists));
    routes.add(Route.post(all, known, audit.after("create", "project", projects::create)));
    routes.add(Route.get(one, access.project(PROJECT_READ), projects::get));
    routes.add(
        Route.put(
            one,
            access.project(PROJECT_UPDATE),
            audit.after("update", "project", projects::update)));
    routes.add(
        Route.delete(
            one,
            access.project(PROJECT_DELETE),
            audit.after("delete", "project", projects::delete)));
    routes.add(Route.get(one + "/_deletable", access.project(PROJECT_DELETE), projects::deletable));
    routes.add(Route.get(one + "/summary", access.project(PROJECT_READ), projects::summary));
    routes.add(Route.get(one + "/logs", access.project(LOG_LIST), log::ofProject));
    routes.add(Route.get(one + "/auditlog-exts", access.project(LOG_LIST), log::extendedOfProject));
    return routes;
  }

  public List<Route> metadata(MetadataEndpoints metadata) {
    var routes = new ArrayList<Route>();
    var all = BASE + PROJECT + "/metadatas";
    var one = all + "/{name}";
    routes.add(Route.get(all, access.project(METADATA_LIST), metadata::list));
    routes.add(
        Route.post(
            all, access.project(METADATA_CREATE), audit.after("update", "project", metadata::add)));
    routes.add(Route.get(one, access.project(METADATA_READ), metadata::get));
    routes.add(
        Route.put(
            one,
            access.project(METADATA_UPDATE),
            audit.after("update", "project", metadata::update)));
    routes.add(
        Route.delete(
            one,
            access.project(METADATA_DELETE),
            audit.after("update", "project", metadata::remove)));
    return routes;
  }

  public List<Route> members(MemberEndpoints members) {
    var routes = new ArrayList<Route>();
    var all = BASE + PROJECT + "/members";
    var one = all + "/{member}";
    routes.add(Route.get(all, access.project(MEMBER_LIST), members::list));
    routes.add(
        Route.post(
            all, access.project(MEMBER_CREATE), audit.after("create", "member", members::add)));
    routes.add(Route.get(one, access.project(MEMBER_READ), members::get));
    routes.add(
        Route.put(
            one, access.project(MEMBER_UPDATE), audit.after("update", "member", members::update)));
    routes.add(
        Route.delete(
            one, access.project(MEMBER_DELETE), audit.after("delete", "member", members::remove)));
    return routes;
  }

  public List<Route> repositories(
      RepositoryEndpoints repositories,
      ArtifactEndpoints artifacts,
      ArtifactCopy copies,
      Additions additions) {
    var routes = new ArrayList<Route>();
    var open = Access.open("answers only what the caller may see");
    var list = BASE + PROJECT + "/repositories";
    routes.add(Route.get(BASE + "/repositories", open, repositories::listAll));
    routes.add(Route.get(list, access.project(REPOSITORY_LIST), repositories::list));
    routes.add(Route.get(BASE + REPOSITORY, access.repository(REPOSITORY_READ), repositories::get));
    routes.add(
        Route.put(BASE + REPOSITORY, access.repository(REPOSITORY_UPDATE), repositories::update));
    routes.add(
        Route.delete(
            BASE + REPOSITORY,
            access.repository(REPOSITORY_DELETE),
            audit.after("delete", "repository", repositories::delete)));
    routes.add(
        Route.get(
            BASE + REPOSITORY + "/artifacts", access.repository(ARTIFACT_LIST), artifacts::list));
    routes.add(Route.get(BASE + ARTIFACT, access.repository(ARTIFACT_READ), artifacts::get));
    routes.add(
        Route.delete(
            BASE + ARTIFACT,
            access.repository(ARTIFACT_DELETE),
            audit.after("delete", "artifact", artifacts::delete)));
    routes.add(Route.get(BASE + ARTIFACT + "/tags", access.repository(TAG_LIST), artifacts::tags));
    routes.add(
        Route.get(
            BASE + ARTIFACT + "/accessories",
            access.repository(ACCESSORY_LIST),
            artifacts::accessories));
    routes.add(
        Route.post(
            BASE + ARTIFACT + "/tags",
            access.repository(TAG_CREATE),
            audit.after("create", "tag", artifacts::addTag)));
    routes.add(
        Route.delete(
            BASE + ARTIFACT + "/tags/{tag}",
            access.repository(TAG_DELETE),
            audit.after("delete", "tag", artifacts::removeTag)));
    routes.add(
        Route.post(
            BASE + REPOSITORY + "/artifacts",
            access.repository(ARTIFACT_CREATE),
            audit.after("create", "artifact", copies::copy)));
    routes.add(
        Route.get(
            BASE + ARTIFACT + "/additions/{addition}",
            access.repository(ARTIFACT_ADDITION_READ),
            additions::get));
    return routes;
  }
}
