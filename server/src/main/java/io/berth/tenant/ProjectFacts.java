package io.berth.tenant;

/** What rights depend on, of a project. */
public interface ProjectFacts {
  long id();

  String name();

  /** Whether anybody may see and pull what is in it. */
  boolean isPublic();
}
