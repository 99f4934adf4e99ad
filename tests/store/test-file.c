/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/file.h"

static void
test_lone_document (void)
{
  static const struct
  {
    const char *path;
    gboolean lone;
  } cases[] = {
    { "/run/flatpak/doc/57bd4eba/practice.tranche", TRUE },
    { "/run/user/1000/doc/57bd4eba/practice.tranche", TRUE },
    { "/run/user/1000/doc/by-app/io.github.tranche_app.Tranche/57bd4eba/practice.tranche", TRUE },
    /* A folder that was chosen comes with all that is in it. */
    { "/run/flatpak/doc/57bd4eba/Practice/practice.tranche", FALSE },
    { "/run/user/1000/doc/57bd4eba/Practice/old/practice.tranche", FALSE },
    { "/run/user/1000/doc", FALSE },
    { "/run/user/1000/docs/57bd4eba/practice.tranche", FALSE },
    { "/home/ada/run/user/1000/doc/57bd4eba/practice.tranche", FALSE },
    { "/home/ada/Documents/practice.tranche", FALSE },
    { "practice.tranche", FALSE },
    { "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean allowed = tranche_file_check_folder (cases[i].path, &error);

      g_assert_cmpint (tranche_file_is_lone_document (cases[i].path), ==, cases[i].lone);
      g_assert_cmpint (allowed, ==, !cases[i].lone);
      if (cases[i].lone)
        g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_READ_ONLY);
      else
        g_assert_no_error (error);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/file/lone-document", test_lone_document);

  return g_test_run ();
}
