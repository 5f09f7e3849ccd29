-- Made without trips to the tip: nothing to set beside what is made with them, and made again in minutes.
delete from fixedtours_comparison;
