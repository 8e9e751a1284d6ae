// Before anything is drawn: what needs a program is shown, and an answer is waited for if the address asks for one.
document.documentElement.classList.add("js");
if (/\?./.test(location.search + location.hash)) document.documentElement.classList.add("asked");
