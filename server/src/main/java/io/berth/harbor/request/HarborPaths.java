package io.berth.harbor.request;

/** The paths that calls of Harbor's API share. */
public final class HarborPaths {
  public static final String BASE = "/api/v2.0";

  public static final String PROJECT = "/projects/{project}";

  public static final String REPOSITORY = PROJECT + "/repositories/{repository}";

  public static final String ARTIFACT = REPOSITORY + "/artifacts/{reference}";

  private HarborPaths() {}
}
