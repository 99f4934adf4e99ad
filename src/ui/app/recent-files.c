/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/app/recent-files.h"

#include <string.h>

#define MOST_FILES 8
#define FILE_SUFFIX ".tranche"

char **
tranche_recent_files_list (GSettings *settings)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) paths = g_settings_get_strv (settings, "recent-files");

  for (guint i = 0; paths[i] != NULL; i++)
    {
      if (g_file_test (paths[i], G_FILE_TEST_IS_REGULAR))
        g_strv_builder_add (builder, paths[i]);
    }
  return g_strv_builder_end (builder);
}

void
tranche_recent_files_add (GSettings *settings, const char *path)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) paths = g_settings_get_strv (settings, "recent-files");
  g_auto (GStrv) kept = NULL;
  guint n_kept = 1;

  g_strv_builder_add (builder, path);
  for (guint i = 0; paths[i] != NULL && n_kept < MOST_FILES; i++)
    {
      if (g_str_equal (paths[i], path))
        continue;
      g_strv_builder_add (builder, paths[i]);
      n_kept++;
    }
  kept = g_strv_builder_end (builder);

  g_settings_set_strv (settings, "recent-files", (const char *const *) kept);
  g_settings_set_string (settings, "last-file", path);
}

char *
tranche_recent_files_dup_name (const char *path)
{
  char *name = g_filename_display_basename (path);

  if (strlen (name) > strlen (FILE_SUFFIX) && g_str_has_suffix (name, FILE_SUFFIX))
    name[strlen (name) - strlen (FILE_SUFFIX)] = '\0';
  return name;
}

char *
tranche_recent_files_dup_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *display = g_filename_display_name (folder);
  g_autofree char *home = g_filename_display_name (g_get_home_dir ());

  if (g_str_equal (display, home))
    return g_strdup ("~");
  if (g_str_has_prefix (display, home) && display[strlen (home)] == G_DIR_SEPARATOR)
    return g_strconcat ("~", display + strlen (home), NULL);
  return g_steal_pointer (&display);
}
